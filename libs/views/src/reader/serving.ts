import type { Instant } from '@annals/kernel';
import type { Pool } from 'pg';
import type { AnyView } from '../definition/view';
import { partName } from '../sql/part-name';
import { partsOf, SINCE } from '../sql/parts';
import { keyOf, type Key } from './watch';

/** What serves a view, as it was looked up last. */
export interface Serving {
  readonly generation: number;
  /** Since when all of it stands still. */
  readonly since: Instant | undefined;
  /** Owners that do not move with the others: since when they stand still, or undefined while they catch up. */
  readonly parts: ReadonlyMap<string, Instant | undefined>;
}

/** SQLSTATE of a schema or table that is gone: the generation was dropped after we looked it up. */
const GONE = new Set(['3F000', '42P01']);
export const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.has(String(error.code));

/**
 * The serving generation of this code's version; while a newer version serves, the retired one of ours. Undefined when
 * there is none yet.
 */
export async function lookUpServing(pool: Pool, view: AnyView): Promise<Serving | undefined> {
  try {
    const {
      rows: [found],
    } = await pool.query<{ generation: number; since: Instant | null }>(
      `SELECT g.generation, ${SINCE} FROM views.generations g
       LEFT JOIN views.stops s ON s.name = g.name AND s.generation = g.generation AND s.released_at IS NULL
       WHERE g.name = $1 AND g.version = $2 AND g.state <> 'building' ORDER BY g.state = 'serving' DESC, g.generation DESC LIMIT 1`,
      [view.name, view.version],
    );
    if (!found) return undefined;
    const parts = await partsOf(pool, 'views', { name: view.name, generation: found.generation });
    return {
      generation: found.generation,
      since: found.since ?? undefined,
      parts: new Map(parts.map(({ owner, since }) => [owner, since])),
    };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** How an owner stands in what serves: since when it stands still, or whose checkpoint says how far its rows are. */
export function standingOf(
  { name }: AnyView,
  { generation, since, parts }: Serving,
  owner: string,
): { readonly since: Instant | undefined; readonly key: Key } {
  return { since: since ?? parts.get(owner), key: keyOf(parts.has(owner) ? partName(name, owner) : name, generation) };
}
