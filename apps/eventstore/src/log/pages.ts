import type { ClientBase } from 'pg';
import type { FramedEvent } from '../wire/framed-event';
import { copyOut, type BinaryRow } from './copy-out';
import { DamagedLog, checkedEvent, type PlaceOfEvent } from './damage';
import { int8 } from './rows';

export type Direction = 'forwards' | 'backwards';

const ORDER = { forwards: 'ASC', backwards: 'DESC' };
const FIRST_PAGE = 100;
const LARGEST_PAGE = 1000;
const PAGE_BYTES = 512 * 1024;
/**
 * Small events may be followed by large ones: a page ends with the event that makes it this large, whatever was
 * expected of it.
 */
const MOST_PAGE_BYTES = PAGE_BYTES;

/**
 * A page in SQL: rows in an order, as many as fit into 512 KiB, at least one and at most `limit`, so that a reader of
 * large events holds little more than that. Sizes are known without fetching what is stored apart for its size.
 * @param columns of `source`, which is a query without order that has the columns of the events
 * @param order a column, with DESC for the way back
 */
export const boundedPage = (
  columns: string,
  source: string,
  { order, limit }: { readonly order: string; readonly limit: number },
): string => `SELECT ${columns} FROM (
  SELECT *, sum(octet_length(frame)) OVER (ORDER BY ${order}) - octet_length(frame) AS before FROM (${source} ORDER BY ${order} LIMIT ${limit}) AS rows) AS sized
WHERE before < ${PAGE_BYTES} ORDER BY ${order}`;

/** Whether a page is shorter than it could be because of its bytes. */
export const isFull = (page: readonly { readonly frame: Buffer }[]): boolean =>
  page.reduce((sum, { frame }) => sum + frame.length, 0) >= PAGE_BYTES;

/**
 * Sizes of pages in events: the first one is small, so that it comes soon, and those of large events are judged by the
 * one before.
 */
export class PageSize {
  private next = FIRST_PAGE;

  /** Events to ask for when `wanted` more are needed at most. */
  limit(wanted: number): number {
    return Math.min(this.next, wanted);
  }

  saw(page: readonly { readonly frame: Buffer }[]): void {
    const bytes = page.reduce((sum, { frame }) => sum + frame.length, 0);
    this.next = Math.max(
      1,
      Math.min(LARGEST_PAGE, this.next * 4, Math.floor((PAGE_BYTES * page.length) / Math.max(1, bytes))),
    );
  }
}

function checkedRow([checksum, frame]: BinaryRow, place: PlaceOfEvent): FramedEvent {
  if (checksum === undefined || checksum === null || frame === undefined || frame === null)
    throw new Error('A page lacks a column.');
  return checkedEvent(frame, checksum.readInt32BE(0), place);
}

interface Range {
  /** First and last number wanted, both included. */
  readonly low: number;
  readonly high: number;
  readonly limit: number;
}

/**
 * Checksums and frames between two numbers, up to what a page may hold. Lengths are known to Postgres without a look at
 * the bytes.
 */
const pageOf = (number: 'position' | 'revision', where: string, order: string): string => `SELECT checksum, frame FROM (
  SELECT ${number}, checksum, frame, sum(octet_length(frame)) OVER (ORDER BY ${number} ${order} ROWS UNBOUNDED PRECEDING) - octet_length(frame) AS before
  FROM eventstore.events WHERE ${where}) page WHERE before < ${MOST_PAGE_BYTES} ORDER BY ${number} ${order}`;

/**
 * The numbers of a page at most: named by both their ends, they are found by the index whatever Postgres believes about
 * the table.
 */
function ends(direction: Direction, { low, high, limit }: Range): string {
  const [from, to] =
    direction === 'forwards' ? [low, Math.min(high, low + limit - 1)] : [Math.max(low, high - limit + 1), high];
  return `BETWEEN ${int8(from)} AND ${int8(to)}`;
}

/**
 * Numbers are without gaps: the place of each row of a page is known before it is read, and one that is missing is
 * damage.
 */
function checkedPage(
  rows: readonly BinaryRow[],
  direction: Direction,
  { low, high, limit }: Range,
  place: (number: number) => PlaceOfEvent,
): FramedEvent[] {
  const page = rows.map((row, index) => checkedRow(row, place(direction === 'forwards' ? low + index : high - index)));
  const expected = Math.min(limit, high - low + 1);
  if (page.length === expected || page.reduce((sum, { frame }) => sum + frame.length, 0) >= MOST_PAGE_BYTES)
    return page;
  const { position, stream, revision } = place(direction === 'forwards' ? low + page.length : high - page.length);
  throw new DamagedLog(
    position === undefined
      ? `at revision ${revision ?? '?'} of stream ${stream ?? '?'} (the event is missing)`
      : `at position ${position} (the event is missing)`,
  );
}

/**
 * Events of the whole log with positions from `low` to `high` (both included, not beyond the end of the log), in the
 * order of the direction.
 * @throws DamagedLog
 */
export async function pageOfAll(client: ClientBase, direction: Direction, range: Range): Promise<FramedEvent[]> {
  const rows = await copyOut(client, pageOf('position', `position ${ends(direction, range)}`, ORDER[direction]));
  return checkedPage(rows, direction, range, (position) => ({ position }));
}

/**
 * Events of one stream with revisions from `low` to `high` (both included, all of them written), in the order of the
 * direction.
 * @throws DamagedLog
 */
export async function pageOfStream(
  client: ClientBase,
  direction: Direction,
  { id, name, ...range }: Range & { readonly id: number; readonly name: string },
): Promise<FramedEvent[]> {
  const rows = await copyOut(
    client,
    pageOf('revision', `stream_id = ${id} AND revision ${ends(direction, range)}`, ORDER[direction]),
  );
  return checkedPage(rows, direction, range, (revision) => ({ stream: name, revision }));
}

/** A page of fewer events than this is one of large events. */
const FEW = 32;

/**
 * Pages one after the other, the next one being fetched while this one is used; but not of large events, which take
 * longer to send than to fetch: for a reader that stands still they would be in memory for nothing.
 * @param fetch the page at a cursor and the cursor behind it, undefined at the end
 */
export async function* ahead<Item, Cursor>(
  first: Cursor,
  fetch: (cursor: Cursor) => Promise<{ page: Item[]; next: Cursor | undefined }>,
): AsyncGenerator<Item[]> {
  for (let coming = fetch(first); ;) {
    const { page, next } = await coming;
    if (next === undefined) {
      yield page;
      return;
    }
    if (page.length < FEW) {
      yield page;
      coming = fetch(next);
    } else {
      coming = fetch(next);
      coming.catch(() => undefined); // awaited above in the next round; whoever stops reading earlier does not care
      yield page;
    }
  }
}
