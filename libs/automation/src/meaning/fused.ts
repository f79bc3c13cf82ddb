import type { Candidate } from '@annals/vault';

/** A place far down a list says little, whatever list it is; the usual constant of reciprocal rank fusion. */
const DAMPING = 60;

/**
 * Several orders of passages as one: each passage has a share for its place in each. So no order needs to know how
 * another one counts.
 */
export function fused(orders: readonly (readonly Candidate[])[], limit: number): Candidate[] {
  const all = new Map<string, { syncId: string; n: number; rank: number }>();
  for (const order of orders)
    for (const [place, { syncId, n }] of order.entries()) {
      const key = `${syncId} ${n}`;
      const one = all.get(key) ?? { syncId, n, rank: 0 };
      one.rank += DAMPING / (DAMPING + place + 1);
      all.set(key, one);
    }
  return [...all.values()].toSorted((one, other) => other.rank - one.rank).slice(0, limit);
}
