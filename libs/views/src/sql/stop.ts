import type { LogEntry } from '@annals/eventstore';
import { MOVED_CHANNEL, type Catalog } from './catalog';
import type { Statement } from './write';

/** An event that a view or reaction, or a part of one, could not pass. */
export interface Stop {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly event: Pick<LogEntry, 'id' | 'type' | 'stream' | 'position'>;
  readonly reason: string;
  readonly tries: number;
}

/** Records where somebody stopped, unless that is recorded already. */
export const stopStatement = (
  catalog: Catalog,
  { name, version, generation, event, reason, tries }: Stop,
): Statement => ({
  text: `INSERT INTO ${catalog}.stops (name, version, generation, commit_position, prepare_position, event_id, event_type, stream, reason, tries)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (name, generation) WHERE released_at IS NULL DO NOTHING`,
  values: [
    name,
    String(version),
    String(generation),
    String(event.position.commit),
    String(event.position.prepare),
    event.id,
    event.type,
    event.stream,
    reason,
    String(tries),
  ],
});

/** Tells readers to look again which generation of a view serves, and who stands still in it. */
export const changedStatement = (view: string): Statement => ({
  text: 'SELECT pg_notify($1, $2)',
  values: [MOVED_CHANNEL, JSON.stringify({ switched: view })],
});
