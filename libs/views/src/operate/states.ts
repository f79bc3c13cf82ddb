import type { Position } from '@annals/kernel';
import type { Client } from 'pg';
import type { Catalog } from '../sql/catalog';
import { connected } from '../sql/connected';
import type { Progress } from '../sql/ledger';
import { opaque, checkpointOf, type StoredCheckpoint } from '../sql/position';

/** Where a generation of a view, or a reaction, stands. */
export interface FollowerState {
  readonly catalog: Catalog;
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  /** `stopped`: all of it waits before an event until an operator releases it. */
  readonly state: 'building' | 'serving' | 'stopped';
  /** How many organizations (or accounts) stand still in it, while the others go on. */
  readonly standing: number;
  /** What it handled last; undefined before the first event. */
  readonly after: Position | undefined;
  readonly position: string;
  /** How far a build is, as of its last word about it. */
  readonly progress: Progress | undefined;
}

interface Row extends StoredCheckpoint {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly state: 'building' | 'serving';
  readonly progress: Progress | null;
  readonly stopped: boolean;
  readonly standing: number;
}

/**
 * Every view and reaction that is kept, by name; retired generations are left out. Nothing where neither projector nor
 * worker has ever run.
 */
export function followerStates(databaseUrl: string): Promise<readonly FollowerState[]> {
  return connected(databaseUrl, async (client) => [
    ...(await statesOf(client, 'views')),
    ...(await statesOf(client, 'reactions')),
  ]);
}

async function statesOf(client: Client, catalog: Catalog): Promise<readonly FollowerState[]> {
  const {
    rows: [there],
  } = await client.query<{ known: boolean }>('SELECT to_regclass($1) IS NOT NULL AS known', [`${catalog}.stops`]);
  if (!there?.known) return [];
  const { rows } = await client.query<Row>(`
    SELECT g.name, g.version, g.generation, g.state, g.progress, c.commit_position, c.prepare_position,
      EXISTS (SELECT FROM ${catalog}.stops s WHERE s.name = g.name AND s.generation = g.generation AND s.released_at IS NULL) AS stopped,
      (SELECT count(*)::int4 FROM ${catalog}.stops s WHERE split_part(s.name, '/', 1) = g.name AND s.name <> g.name AND s.generation = g.generation AND s.released_at IS NULL) AS standing
    FROM ${catalog}.generations g JOIN ${catalog}.checkpoints c USING (name, generation) WHERE g.state <> 'retired' ORDER BY g.name, g.generation`);
  return rows.map((row) => {
    const place = checkpointOf(row);
    return {
      catalog,
      name: row.name,
      version: row.version,
      generation: row.generation,
      state: row.stopped ? 'stopped' : row.state,
      standing: row.standing,
      after: place === 'start' ? undefined : place,
      position: opaque(place),
      progress: row.state === 'building' ? (row.progress ?? undefined) : undefined,
    };
  });
}
