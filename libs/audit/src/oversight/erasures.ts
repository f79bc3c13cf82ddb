import { refused, type erasureRequested, type OversightEvent } from '@annals/contracts';
import type { Frozen, Instant, SliceEvolve } from '@annals/kernel';

/** What becomes of what they own. */
export type AssetsSettled = NonNullable<ReturnType<typeof erasureRequested>['data']['plan']>;

/** Somebody who is to be erased, or was. */
export interface Erasure {
  readonly erasureId: string;
  readonly personId: string;
  /** The person who asked for it. */
  readonly requestedBy: string;
  readonly expiresAt: Instant;
  readonly plan?: Frozen<AssetsSettled>;
  readonly status: 'requested' | 'approved' | 'begun' | 'erased' | 'ended';
  /** Once it is approved: then it begins. */
  readonly dueAt?: Instant;
  readonly certified?: true;
}

export interface Erasures {
  readonly all: Map<string, Erasure>;
  /** Person → the one that waits for an answer, or is due. */
  readonly openOf: Map<string, string>;
  readonly erased: Set<string>;
  /** How many certificates were issued. */
  certificates: number;
}

export const noErasures = (): Erasures => ({ all: new Map(), openOf: new Map(), erased: new Set(), certificates: 0 });

function change({ all }: Erasures, erasureId: string, changes: Partial<Erasure>): void {
  const erasure = all.get(erasureId);
  if (erasure) all.set(erasureId, { ...erasure, ...changes });
}

export const erasuresEvolve = {
  ErasureRequested(erasures, { data: { erasureId, personId, requestedBy, expiresAt, plan } }): void {
    const asked = { erasureId, personId, requestedBy, expiresAt, status: 'requested' } as const;
    erasures.all.set(erasureId, { ...asked, ...(plan && { plan }) });
    erasures.openOf.set(personId, erasureId);
  },
  ErasureApproved: (erasures, { data: { erasureId, dueAt } }): void =>
    change(erasures, erasureId, { status: 'approved', dueAt }),
  ErasureBegun: (erasures, { data }): void => change(erasures, data.erasureId, { status: 'begun' }),
  ErasureEnded(erasures, { data: { erasureId, personId } }): void {
    change(erasures, erasureId, { status: 'ended' });
    erasures.openOf.delete(personId);
  },
  SubjectErased(erasures, { data: { erasureId, personId } }): void {
    change(erasures, erasureId, { status: 'erased' });
    erasures.openOf.delete(personId);
    erasures.erased.add(personId);
  },
  ErasureCertificateIssued(erasures, { data: { erasureId, number } }): void {
    change(erasures, erasureId, { certified: true });
    erasures.certificates = number;
  },
} satisfies SliceEvolve<Erasures, OversightEvent>;

/** @throws Refused ERASURE_NOT_FOUND, ERASURE_CLOSED when it has begun, was called off, turned down or is too old */
export function mustBeOpen({ all }: Frozen<Erasures>, erasureId: string, clock: Instant): Frozen<Erasure> {
  const erasure = all.get(erasureId);
  if (!erasure) throw refused('ERASURE_NOT_FOUND');
  const waits = erasure.status === 'requested' && clock < erasure.expiresAt;
  if (!waits && erasure.status !== 'approved') throw refused('ERASURE_CLOSED');
  return erasure;
}

/** Of those that wait for an answer. @throws Refused as `mustBeOpen` */
export function mustWait(erasures: Frozen<Erasures>, erasureId: string, clock: Instant): Frozen<Erasure> {
  const erasure = mustBeOpen(erasures, erasureId, clock);
  if (erasure.status !== 'requested') throw refused('ERASURE_CLOSED');
  return erasure;
}
