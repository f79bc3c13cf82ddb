import type { DenialsEvent } from '@annals/contracts';
import type { Actor } from '@annals/kernel';

/** Targets of one actor that a minute tells apart; of the others there is one entry for each permission. */
export const MOST_TARGETS = 20;
/** Entries of one organization that a minute has room for; whatever comes then is one more, of nobody in particular. */
export const MOST_ENTRIES = 1_000;

/** Who stands for all actors of an organization that a minute had no room for. */
const OTHERS = 'system:denials';
/** Targets that are not told apart. */
const MANY = '*';

/** What somebody was denied. */
export type Denied = { readonly actor: Actor } & Readonly<Pick<DenialsEvent['data'], 'permission' | 'target'>>;
export type CountedDenial = Denied & { readonly count: number };

/** What a denial has in common with those that it is counted with. */
export function nameOf({ actor, permission, target }: Denied): string {
  return JSON.stringify([actor, permission, typeof target === 'object' ? [target.kind, target.id] : target]);
}

/**
 * What was denied in an organization within a time, counted. However many targets or keys somebody makes up, it holds
 * and comes to a bounded number of entries, and nobody is crowded out of the log by one hostile actor.
 */
export class Tally {
  private readonly entries = new Map<string, CountedDenial>();
  private readonly targets = new Map<Actor, number>();
  private readonly touched = new Set<string>();

  /** @param known what was counted before */
  constructor(known: readonly CountedDenial[] = []) {
    for (const each of known) this.put(nameOf(each), each);
  }

  add({ count, ...denied }: CountedDenial): void {
    const { actor, target } = denied;
    const name = nameOf(denied);
    const entry = this.entries.get(name);
    if (!entry && typeof target === 'object' && (this.targets.get(actor) ?? 0) >= MOST_TARGETS)
      this.add({ ...denied, target: MANY, count });
    else if (!entry && this.entries.size >= MOST_ENTRIES && actor !== OTHERS)
      this.add({ actor: OTHERS, target: MANY, count });
    else {
      this.put(name, { ...denied, count: (entry?.count ?? 0) + count });
      this.touched.add(name);
    }
  }

  /** What was added to, as it is counted now. */
  changed(): readonly CountedDenial[] {
    return [...this.entries].filter(([name]) => this.touched.has(name)).map(([, entry]) => entry);
  }

  private put(name: string, entry: CountedDenial): void {
    const isNew = !this.entries.has(name) && typeof entry.target === 'object';
    if (isNew) this.targets.set(entry.actor, (this.targets.get(entry.actor) ?? 0) + 1);
    this.entries.set(name, entry);
  }
}
