import type { ClientBase } from 'pg';
import type { FramedEvent } from '../wire/framed-event';
import { copyOut, type BinaryRow } from './copy-out';
import { DamagedLog, checkedEvent, damageOf } from './damage';
import { boundedPage, isFull } from './pages';
import { streamKey } from './stream-key';
import { notFoundByName } from './stream-names';

const PAGE = 500;
const MOST_FOUND = 1000;

/** What a verification found. */
export interface Verified {
  /** Events that are as they were written. */
  readonly events: number;
  readonly streams: number;
  /** Size of the events, as they are served. */
  readonly bytes: number;
  /** One sentence for each damaged place, in the order of the log; the first 1,000. */
  readonly damages: readonly string[];
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Each event with the key that its stream is found by, which only the first event of that stream may have. */
const rowsOf = ({ from, to }: Range): string =>
  boundedPage(
    'position, stream_id, revision, uuid_send(event_id), checksum, frame, key',
    `SELECT e.*, CASE WHEN e.stream_key IS NULL OR e.revision = first.revision THEN first.stream_key END AS key FROM eventstore.events e
   JOIN LATERAL (SELECT revision, stream_key FROM eventstore.events WHERE stream_id = e.stream_id ORDER BY revision LIMIT 1) AS first ON true WHERE e.position BETWEEN ${from} AND ${to}`,
    { order: 'position', limit: PAGE },
  );

interface Row {
  readonly position: number;
  readonly streamId: number;
  readonly event: FramedEvent;
}

const binaryId = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

/** A row with all that it says of itself checked: checksum, columns, the stream it belongs to. */
function checkedRow(columns: BinaryRow): Row {
  const [position, streamId, revision, id, checksum, frame, key] = columns;
  if (!position || !streamId || !revision || !id || !checksum || !frame)
    throw new Error('A row of the log lacks a column.');
  const at = Number(position.readBigInt64BE());
  const event = checkedEvent(frame, checksum.readInt32BE(), {
    position: at,
    revision: Number(revision.readBigInt64BE()),
  });
  if (!binaryId(event.id).equals(id)) throw new DamagedLog(`at position ${at} (the event there has another id)`);
  if (!key) throw notFoundByName(event.stream);
  if (!key.equals(streamKey(event.stream)))
    throw new DamagedLog(`at position ${at} (the event there belongs to stream ${event.stream})`);
  return { position: at, streamId: Number(streamId.readBigInt64BE()), event };
}

/** Reads the whole log, or a part of it, and checks every event by itself and against its neighbours. */
export class LogVerification {
  private readonly damages: string[] = [];
  private events = 0;
  private bytes = 0;
  /** Last revision of each stream by its number, one more than it is (0 = none yet). */
  private readonly revisions: number[] = [];
  private streams = 0;

  /** @param isWhole it begins at position 1, so that streams must begin at revision 0 */
  constructor(
    private readonly client: ClientBase,
    private readonly isWhole: boolean,
  ) {}

  get result(): Verified {
    return { events: this.events, streams: this.streams, bytes: this.bytes, damages: this.damages };
  }

  /** Verifies the next part, positions `from` to `to`. Parts come in the order of the log. */
  async verify({ from, to }: Range): Promise<void> {
    for (let next = from; next <= to && this.damages.length < MOST_FOUND;)
      next = await this.page({ from: next, to: Math.min(to, next + PAGE - 1) });
  }

  /**
   * What can't be read at once is read in halves, down to the events that are damaged.
   * @returns the first position that is still to be verified
   */
  private async page(range: Range): Promise<number> {
    try {
      return this.take(range, await copyOut(this.client, rowsOf(range)));
    } catch (error) {
      const damage = damageOf(error, `at position ${range.from}`);
      if (!(damage instanceof DamagedLog)) throw error;
      if (range.from < range.to) return this.page({ from: range.from, to: Math.floor((range.from + range.to) / 2) });
      this.found(damage);
      return range.to + 1;
    }
  }

  private take({ from, to }: Range, rows: readonly BinaryRow[]): number {
    let next = from;
    for (const columns of rows) {
      const position = Number(columns[0]?.readBigInt64BE());
      if (!(position >= next && position <= to)) {
        // found by the index under another number: what the row says of itself is wrong
        this.found(
          new DamagedLog(`in positions ${from} to ${to} (an event there says that it is at position ${position})`),
        );
        continue;
      }
      for (; next < position; next += 1) this.found(new DamagedLog(`at position ${next} (the event is missing)`));
      next = position + 1;
      this.check(columns);
    }
    if (isFull(rows.flatMap(([, , , , , frame]) => (frame ? [{ frame }] : [])))) return next;
    for (; next <= to; next += 1) this.found(new DamagedLog(`at position ${next} (the event is missing)`));
    return next;
  }

  private check(columns: BinaryRow): void {
    try {
      const row = checkedRow(columns);
      this.events += 1;
      this.bytes += row.event.frame.length;
      this.follow(row);
    } catch (error) {
      if (!(error instanceof DamagedLog)) throw error;
      this.found(error);
    }
  }

  /** Revisions of a stream are 0, 1, 2 …, but for the tombstone. */
  private follow({ position, streamId, event: { stream, revision } }: Row): void {
    const before = this.revisions[streamId] ?? 0;
    if (before === 0) this.streams += 1;
    this.revisions[streamId] = revision + 1;
    if (revision === before || revision >= 2 ** 63 || (before === 0 && !this.isWhole)) return;
    throw new DamagedLog(
      `at position ${position} (stream ${stream} goes on with revision ${revision} where ${before} is next)`,
    );
  }

  /** A damaged place is named once, however many events it concerns. */
  private found({ message }: DamagedLog): void {
    if (this.damages.length < MOST_FOUND && !this.damages.includes(message)) this.damages.push(message);
  }
}
