import { commandDenied, type DenialsEvent } from '@annals/contracts';
import type { Actor, Instant } from '@annals/kernel';
import type { Denial } from '@annals/platform';

/** Targets of one actor that a minute tells apart; the others are one entry for each permission. */
export const MOST_TARGETS = 20;
/** Entries of one organization that a minute has room for; whatever comes then is one more, of nobody in particular. */
export const MOST_ENTRIES = 1_000;

/** Who stands for all actors of an organization that a minute had no room for. */
const OTHERS = 'system:denials';

/** The denials of one actor in one minute: an append of its own, as an append has one actor. */
export interface DeniedActor {
  readonly window: string;
  readonly organizationId: string;
  readonly actor: Actor;
  readonly minute: Instant;
  readonly events: readonly DenialsEvent[];
}

type Kept = Omit<Denial, 'organizationId' | 'permission'> & Partial<Pick<Denial, 'permission'>>;
type Entry = Pick<Kept, 'permission' | 'target'> & { count: number };

interface OfOrganization {
  entries: number;
  readonly actors: Map<Actor, Map<string, Entry>>;
}

/**
 * What was denied in one minute, counted. However many targets or keys somebody makes up, it holds and comes to a
 * bounded number of entries, and nobody is crowded out of the log by one hostile actor.
 */
export class DenialWindow {
  private readonly organizations = new Map<string, OfOrganization>();

  /** @param id of its own: another process, or a clock that was put back, counts the same minute apart */
  constructor(
    readonly id: string,
    readonly minute: Instant,
  ) {}

  note({ organizationId, ...denial }: Denial): void {
    const found = this.organizations.get(organizationId);
    const of: OfOrganization = found ?? { entries: 0, actors: new Map() };
    if (!found) this.organizations.set(organizationId, of);
    count(of, denial);
  }

  /** What is to be written, in an order that stays: ids of events follow from it. */
  denied(): readonly DeniedActor[] {
    const { id: window, minute } = this;
    return [...this.organizations].flatMap(([organizationId, { actors }]) =>
      [...actors].map(([actor, entries]) => ({
        window,
        organizationId,
        actor,
        minute,
        events: [...entries.values()].map((entry) => commandDenied({ ...entry, minute })),
      })),
    );
  }
}

function count(of: OfOrganization, { actor, permission, target }: Kept): void {
  const entries = of.actors.get(actor) ?? new Map<string, Entry>();
  const key = [permission, target?.kind, target?.id].join(' ');
  const entry = entries.get(key);
  if (entry) entry.count += 1;
  else if (of.entries >= MOST_ENTRIES && actor !== OTHERS) count(of, { actor: OTHERS });
  else if (target && permission && entries.size >= MOST_TARGETS) count(of, { actor, permission });
  else {
    of.entries += 1;
    entries.set(key, { ...(permission && { permission }), ...(target && { target }), count: 1 });
    of.actors.set(actor, entries);
  }
}
