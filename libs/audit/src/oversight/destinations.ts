import { refused, type OversightEvent } from '@annals/contracts';
import type { Frozen, SliceEvolve } from '@annals/kernel';

type Added = Extract<OversightEvent, { type: 'AuditDestinationAdded' }>;

/** A system that the audit log is sent on to. */
export interface Destination {
  readonly destinationId: string;
  /** An open word: `DestinationKind`, or one of another release. */
  readonly kind: string;
  readonly typed: Added['text'];
  /** Names its secret in the vault. */
  readonly secret: string | undefined;
  readonly isPaused: boolean;
  /** Since it was told that it takes nothing. */
  readonly isFailing: boolean;
  /** How often it was begun or rewound, and behind which entry the last time. */
  readonly start: number;
  readonly after: number;
}

/** By their ids. */
export type Destinations = Map<string, Destination>;

function change(all: Destinations, id: string, changes: (one: Destination) => Partial<Destination>): void {
  const one = all.get(id);
  if (one) all.set(id, { ...one, ...changes(one) });
}

export const destinationsEvolve: SliceEvolve<Destinations, OversightEvent> = {
  AuditDestinationAdded(all, { data: { destinationId, kind, after, secret }, text: typed }): void {
    const begun = { isPaused: false, isFailing: false, start: 1, after };
    all.set(destinationId, { destinationId, kind, typed, secret, ...begun });
  },
  AuditDestinationPaused: (all, { data }): void => change(all, data.destinationId, () => ({ isPaused: true })),
  AuditDestinationResumed: (all, { data }): void => change(all, data.destinationId, () => ({ isPaused: false })),
  AuditDestinationRewound: (all, { data: { destinationId, after } }): void =>
    change(all, destinationId, ({ start }) => ({ start: start + 1, after })),
  AuditDestinationFailed: (all, { data }): void => change(all, data.destinationId, () => ({ isFailing: true })),
  AuditDestinationRecovered: (all, { data }): void => change(all, data.destinationId, () => ({ isFailing: false })),
  AuditDestinationRemoved(all, { data }): void {
    all.delete(data.destinationId);
  },
};

/** @throws Refused DESTINATION_NOT_FOUND */
export function mustBeDestination(all: Frozen<Destinations>, destinationId: string): Frozen<Destination> {
  const one = all.get(destinationId);
  if (!one) throw refused('DESTINATION_NOT_FOUND');
  return one;
}

/** What the secret of a destination is kept as. */
export const secretOf = (destinationId: string): string => `audit-destination.${destinationId}`;
