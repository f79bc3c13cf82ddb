import type { ClientBase, Pool } from 'pg';
import { EVENT_COLUMNS, prepared, storedEvent, type EventRow } from './rows';
import type { StoredEvent } from './types';

export type Direction = 'forwards' | 'backwards';

const FROM = 'FROM eventstore.events e JOIN eventstore.streams s ON s.id = e.stream_id';
const ALL = {
  forwards: `SELECT ${EVENT_COLUMNS} ${FROM} WHERE e.position >= $1 AND e.position <= $2 ORDER BY e.position LIMIT $3`,
  backwards: `SELECT ${EVENT_COLUMNS} ${FROM} WHERE e.position >= $1 AND e.position <= $2 ORDER BY e.position DESC LIMIT $3`,
};
const STREAM = {
  forwards: `SELECT ${EVENT_COLUMNS} ${FROM} WHERE e.stream_id = $1 AND e.revision >= $2 AND e.revision <= $3 AND e.position <= $4 ORDER BY e.revision LIMIT $5`,
  backwards: `SELECT ${EVENT_COLUMNS} ${FROM} WHERE e.stream_id = $1 AND e.revision >= $2 AND e.revision <= $3 AND e.position <= $4 ORDER BY e.revision DESC LIMIT $5`,
};

const FIRST_PAGE = 100;
const LARGEST_PAGE = 1000;
const PAGE_BYTES = 4 * 1024 * 1024;

/** Sizes of pages: about 4 MiB each, judged by the one before, so that a slow reader of large events holds no more than that. */
export class PageSize {
  private next = FIRST_PAGE;

  /** Events to ask for when `wanted` more are needed at most. */
  limit(wanted: number): number {
    return Math.min(this.next, wanted);
  }

  saw(page: readonly StoredEvent[]): void {
    const bytes = page.reduce((sum, event) => sum + event.data.length + event.metadata.length + 200, 0);
    this.next = Math.max(1, Math.min(LARGEST_PAGE, this.next * 4, Math.floor((PAGE_BYTES * page.length) / Math.max(1, bytes))));
  }
}

const int8 = (value: number): string => (value >= 2 ** 63 ? '9223372036854775807' : String(value));

/** Events of the whole log with positions from `low` to `high` (both included), in the order of the direction. On a client it reads in that client's transaction. */
export async function pageOfAll(pool: Pool | ClientBase, direction: Direction, { low, high, limit }: { low: number; high: number; limit: number }): Promise<StoredEvent[]> {
  if (low > high || limit === 0) return [];
  const { rows } = await pool.query<EventRow>(prepared(`all-${direction}`, ALL[direction], [low, high, limit]));
  return rows.map(storedEvent);
}

export interface StreamRange {
  readonly id: number;
  /** Revisions, both included. */
  readonly low: number;
  readonly high: number;
  /** Position beyond which nothing is published yet. */
  readonly upTo: number;
  readonly limit: number;
}

/** Events of one stream, in the order of the direction. */
export async function pageOfStream(pool: Pool, direction: Direction, { id, low, high, upTo, limit }: StreamRange): Promise<StoredEvent[]> {
  if (low > high || limit === 0) return [];
  const { rows } = await pool.query<EventRow>(prepared(`stream-${direction}`, STREAM[direction], [id, int8(low), int8(high), upTo, limit]));
  return rows.map(storedEvent);
}

const NAMES = 'SELECT id, name FROM eventstore.streams WHERE id > $1 ORDER BY id LIMIT 5000';

/** Names of all streams ever written, page by page. */
export async function* streamNames(pool: Pool): AsyncGenerator<string[]> {
  for (let after = 0; ;) {
    const { rows } = await pool.query<[id: number, name: string]>(prepared('stream-names', NAMES, [after]));
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map(([, name]) => name);
    after = last[0];
  }
}
