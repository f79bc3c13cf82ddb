import type { ClientBase } from 'pg';
import { checkedEvent } from './damage';
import { prepared } from './rows';

/** Where a log ends. */
export interface EndOfLog {
  /** Last position, 0 for an empty log. */
  readonly position: number;
  /** Id of the event there. */
  readonly lastEventId: string | undefined;
  /** Highest number of a stream: they are numbered 1, 2, 3 … as they begin. */
  readonly lastStreamId: number;
}

const LAST_EVENT = 'SELECT position, checksum, frame FROM eventstore.events ORDER BY position DESC LIMIT 1';
const LAST_STREAM = 'SELECT coalesce(max(stream_id), 0) FROM eventstore.events';

/** Looks up where the log ends. @throws DamagedLog */
export async function endOfLog(client: ClientBase): Promise<EndOfLog> {
  const events = await client.query<[position: number, checksum: number, frame: Buffer]>(
    prepared('last-event', LAST_EVENT, []),
  );
  const streams = await client.query<[id: number]>(prepared('last-stream', LAST_STREAM, []));
  const [last] = events.rows.map(([position, checksum, frame]) => checkedEvent(frame, checksum, { position }));
  return { position: last?.position ?? 0, lastEventId: last?.id, lastStreamId: streams.rows[0]?.[0] ?? 0 };
}
