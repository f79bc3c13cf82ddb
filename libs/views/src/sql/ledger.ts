import type { Client, ClientBase } from 'pg';
import type { EventAddress, Placed } from '@annals/eventstore';
import type { Position } from '@annals/kernel';
import { ENGINE_CHANNEL, type Catalog } from './catalog';
import { partOf } from './part-name';
import { checkpointOf, stored, type Checkpoint, type StoredCheckpoint } from './position';
import { changedStatement, stopStatement, type Stop } from './stop';
import type { Statement } from './write';

/** One build of a view (or the only one of a reaction). */
export interface Generation {
  readonly name: string;
  readonly generation: number;
  readonly version: number;
  readonly shape: string;
  readonly state: 'building' | 'serving' | 'retired';
  /** Retired, and its tables can go on from where it was left. */
  readonly left: boolean;
}

/** How far a build is; instants and rates for people. */
export interface Progress {
  readonly position: string;
  readonly head: string;
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly etaSeconds: number | null;
}

/**
 * As checkpoints keep the event that was handled last: by it the place is found in a copy of the log, where positions
 * are others.
 */
export const lastEventOf = ({ id, stream, revision }: EventAddress): string => JSON.stringify({ id, stream, revision });

/** The engine's own facts: generations, checkpoints and stops. */
export class Ledger {
  constructor(
    readonly db: ClientBase,
    readonly catalog: Catalog,
  ) {}

  /** Whether nothing of this catalog has ever run here. */
  async isEmpty(): Promise<boolean> {
    return (await this.db.query(`SELECT FROM ${this.catalog}.generations LIMIT 1`)).rowCount === 0;
  }

  async generations(name: string): Promise<readonly Generation[]> {
    const { rows } = await this.db.query<Generation>(
      `SELECT name, generation, version, shape, state, left_at IS NOT NULL AS left FROM ${this.catalog}.generations WHERE name = $1 ORDER BY generation DESC`,
      [name],
    );
    return rows;
  }

  /**
   * Adds the next generation, whose checkpoint is after `from`, or before all events. Call it inside a transaction that
   * also makes its tables.
   */
  async addGeneration(
    { name, version, shape }: Pick<Generation, 'name' | 'version' | 'shape'>,
    state: 'building' | 'serving',
    from?: Placed,
  ): Promise<Generation> {
    const { rows } = await this.db.query<Generation>(
      `INSERT INTO ${this.catalog}.generations (name, generation, version, shape, state, served_at)
       SELECT $1, coalesce(max(generation), 0) + 1, $2, $3, $4, CASE WHEN $4 = 'serving' THEN now() END FROM ${this.catalog}.generations WHERE name = $1
       RETURNING name, generation, version, shape, state, false AS left`,
      [name, version, shape, state],
    );
    const [added] = rows;
    if (!added) throw new Error(`No generation of ${name} was added`);
    await this.db.query(
      `INSERT INTO ${this.catalog}.checkpoints (name, generation, commit_position, prepare_position, last_event) VALUES ($1, $2, $3, $4, $5)`,
      [name, added.generation, ...stored(from?.position ?? 'start'), from ? lastEventOf(from) : null],
    );
    return added;
  }

  /** Its checkpoint; undefined when the generation was closed by a switch. */
  async place(name: string, generation: number, lock: '' | 'FOR UPDATE' = ''): Promise<Checkpoint | undefined> {
    const { rows } = await this.db.query<StoredCheckpoint>(
      `SELECT commit_position, prepare_position FROM ${this.catalog}.checkpoints WHERE name = $1 AND generation = $2 ${lock}`,
      [name, generation],
    );
    return rows[0] && checkpointOf(rows[0]);
  }

  /** Makes a generation the serving one, in the caller's transaction; the one before is retired. */
  async serve(name: string, generation: number): Promise<void> {
    await this.db.query(
      `UPDATE ${this.catalog}.generations SET state = 'retired', retired_at = now() WHERE name = $1 AND state = 'serving' AND generation <> $2`,
      [name, generation],
    );
    await this.db.query(
      `UPDATE ${this.catalog}.generations SET state = 'serving', served_at = now(), retired_at = NULL, progress = NULL WHERE name = $1 AND generation = $2`,
      [name, generation],
    );
    await this.changed(name);
  }

  /**
   * Takes a generation's checkpoints away, those of its parts too: whoever still advances it finds out and looks for
   * the next one. Nobody stands still in it any more.
   */
  async close(name: string, generation: number): Promise<void> {
    await this.db.query(
      `DELETE FROM ${this.catalog}.checkpoints WHERE split_part(name, '/', 1) = $1 AND generation = $2`,
      [name, generation],
    );
    await this.db.query(
      `UPDATE ${this.catalog}.stops SET released_at = now(), released_by = 'system:views', release_reason = 'its generation was given up', skipped = false
      WHERE split_part(name, '/', 1) = $1 AND generation = $2 AND released_at IS NULL`,
      [name, generation],
    );
  }

  /**
   * Closes a generation that another one of its version takes over from, and keeps where it was left: its tables are a
   * build that can go on from there.
   */
  async leave(name: string, generation: number): Promise<void> {
    await this.db.query(
      `UPDATE ${this.catalog}.generations g SET left_at = to_jsonb(c) FROM ${this.catalog}.checkpoints c
      WHERE c.name = g.name AND c.generation = g.generation AND g.name = $1 AND g.generation = $2
        AND NOT EXISTS (SELECT FROM ${this.catalog}.checkpoints p WHERE p.generation = g.generation AND p.name LIKE g.name || '/%')`,
      [name, generation],
    );
    await this.close(name, generation);
  }

  /** Makes what was left a build again, standing where it was left. */
  async reopen(name: string, generation: number): Promise<void> {
    await this.db.query(
      `INSERT INTO ${this.catalog}.checkpoints
      SELECT c.* FROM ${this.catalog}.generations g, jsonb_populate_record(NULL::${this.catalog}.checkpoints, g.left_at) c WHERE g.name = $1 AND g.generation = $2`,
      [name, generation],
    );
    await this.db.query(
      `UPDATE ${this.catalog}.generations SET state = 'building', left_at = NULL, retired_at = NULL WHERE name = $1 AND generation = $2`,
      [name, generation],
    );
  }

  /** How many events a generation has handled. */
  async handled(name: string, generation: number): Promise<number> {
    const { rows } = await this.db.query<{ events: string }>(
      `SELECT events FROM ${this.catalog}.checkpoints WHERE name = $1 AND generation = $2`,
      [name, generation],
    );
    return Number(rows[0]?.events ?? 0);
  }

  async report(name: string, generation: number, progress: Progress): Promise<void> {
    await this.db.query(`UPDATE ${this.catalog}.generations SET progress = $3 WHERE name = $1 AND generation = $2`, [
      name,
      generation,
      JSON.stringify(progress),
    ]);
  }

  /** Records where it stopped, unless that is recorded already. */
  async stop(stop: Stop): Promise<void> {
    await this.run(stopStatement(this.catalog, stop));
    await this.changed(partOf(stop.name).whole);
  }

  /** Tells readers to look again which generation of a view serves, and who stands still in it. */
  async changed(view: string): Promise<void> {
    await this.run(changedStatement(view));
  }

  private async run({ text, values }: Statement): Promise<void> {
    await this.db.query(text, [...values]);
  }

  async isStopped(name: string, generation: number): Promise<boolean> {
    const { rowCount } = await this.db.query(
      `SELECT FROM ${this.catalog}.stops WHERE name = $1 AND generation = $2 AND released_at IS NULL`,
      [name, generation],
    );
    return rowCount !== 0;
  }

  /** Ids of the events that an operator told it to pass over. */
  async skipped(name: string, version: number): Promise<ReadonlySet<string>> {
    const { rows } = await this.db.query<{ event_id: string }>(
      `SELECT event_id FROM ${this.catalog}.stops WHERE split_part(name, '/', 1) = $1 AND version = $2 AND skipped`,
      [name, version],
    );
    return new Set(rows.map((row) => row.event_id));
  }

  /** Organizations of which nothing is kept any more. */
  async purged(): Promise<readonly string[]> {
    const { rows } = await this.db.query<{ owner: string }>(`SELECT owner FROM ${this.catalog}.purged`);
    return rows.map(({ owner }) => owner);
  }

  /** Identity of the log that all places here are places of; undefined before the first start. */
  async log(): Promise<string | undefined> {
    const { rows } = await this.db.query<{ identity: string }>(`SELECT identity FROM ${this.catalog}.log`);
    return rows[0]?.identity;
  }

  async setLog(identity: string): Promise<void> {
    await this.db.query(
      `INSERT INTO ${this.catalog}.log (identity) VALUES ($1) ON CONFLICT (only_one) DO UPDATE SET identity = EXCLUDED.identity`,
      [identity],
    );
  }

  /**
   * Puts checkpoints to where their last events are now. @returns the name of one that has no such event; then nothing
   * is right
   */
  async translate(checkpointOf: (event: EventAddress) => Promise<Position | undefined>): Promise<string | undefined> {
    const { rows } = await this.db.query<{ name: string; generation: number; last_event: EventAddress | null }>(
      `SELECT name, generation, last_event FROM ${this.catalog}.checkpoints WHERE commit_position IS NOT NULL`,
    );
    for (const { name, generation, last_event: last } of rows) {
      const place = last === null ? undefined : await checkpointOf(last);
      if (place === undefined) return name;
      await this.db.query(
        `UPDATE ${this.catalog}.checkpoints SET commit_position = $3, prepare_position = $4 WHERE name = $1 AND generation = $2`,
        [name, generation, ...stored(place)],
      );
    }
    return undefined;
  }

  /** The event furthest in the log that was handled; undefined when none was. */
  async lastEvent(): Promise<EventAddress | undefined> {
    const { rows } = await this.db.query<{ last_event: EventAddress }>(
      `SELECT last_event FROM ${this.catalog}.checkpoints WHERE last_event IS NOT NULL ORDER BY commit_position DESC LIMIT 1`,
    );
    return rows[0]?.last_event;
  }

  /** Wakes every engine: it looks again at generations and stops. */
  async wake(): Promise<void> {
    await this.db.query('SELECT pg_notify($1, $2)', [ENGINE_CHANNEL, this.catalog]);
  }
}

/** Runs `work` in a transaction of this connection. */
export async function inTransaction<T>(client: Client | ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
