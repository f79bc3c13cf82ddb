import type { ClientBase } from 'pg';
import type { FramedEvent } from '../wire/framed-event';
import { copyOut, type BinaryRow } from './copy-out';
import { DamagedLog, checkedEvent, type Place } from './damage';
import { int8 } from './rows';

export type Direction = 'forwards' | 'backwards';

const ORDER = { forwards: 'ASC', backwards: 'DESC' };
const FIRST_PAGE = 100;
const LARGEST_PAGE = 1000;
const PAGE_BYTES = 512 * 1024;

/** Sizes of pages: about 512 KiB each, judged by the one before, so that a slow reader of large events holds little more than that. */
export class PageSize {
  private next = FIRST_PAGE;

  /** Events to ask for when `wanted` more are needed at most. */
  limit(wanted: number): number {
    return Math.min(this.next, wanted);
  }

  saw(page: readonly { readonly frame: Buffer }[]): void {
    const bytes = page.reduce((sum, { frame }) => sum + frame.length, 0);
    this.next = Math.max(1, Math.min(LARGEST_PAGE, this.next * 4, Math.floor((PAGE_BYTES * page.length) / Math.max(1, bytes))));
  }
}

function checkedRow([checksum, frame]: BinaryRow, place: Place): FramedEvent {
  if (checksum === undefined || checksum === null || frame === undefined || frame === null) throw new Error('A page lacks a column.');
  return checkedEvent(frame, checksum.readInt32BE(0), place);
}

interface Range {
  /** First and last number wanted, both included. */
  readonly low: number;
  readonly high: number;
  readonly limit: number;
}

/** Numbers are without gaps: the place of each row of a page is known before it is read, and one that is missing is damage. */
function checkedPage(rows: readonly BinaryRow[], direction: Direction, { low, high, limit }: Range, place: (number: number) => Place): FramedEvent[] {
  const page = rows.map((row, index) => checkedRow(row, place(direction === 'forwards' ? low + index : high - index)));
  const expected = Math.min(limit, high - low + 1);
  if (page.length === expected) return page;
  const { position, stream, revision } = place(direction === 'forwards' ? low + page.length : high - page.length);
  throw new DamagedLog(position === undefined ? `at revision ${revision ?? '?'} of stream ${stream ?? '?'} (the event is missing)` : `at position ${position} (the event is missing)`);
}

/**
 * Events of the whole log with positions from `low` to `high` (both included, not beyond the end of the log), in the order of the direction.
 * @throws DamagedLog
 */
export async function pageOfAll(client: ClientBase, direction: Direction, range: Range): Promise<FramedEvent[]> {
  const { low, high, limit } = range;
  const rows = await copyOut(client, `SELECT checksum, frame FROM eventstore.events WHERE position BETWEEN ${low} AND ${high} ORDER BY position ${ORDER[direction]} LIMIT ${limit}`);
  return checkedPage(rows, direction, range, (position) => ({ position }));
}

/**
 * Events of one stream with revisions from `low` to `high` (both included, all of them written), in the order of the direction.
 * @throws DamagedLog
 */
export async function pageOfStream(client: ClientBase, direction: Direction, { id, name, ...range }: Range & { readonly id: number; readonly name: string }): Promise<FramedEvent[]> {
  const { low, high, limit } = range;
  const rows = await copyOut(client, `SELECT checksum, frame FROM eventstore.events WHERE stream_id = ${id} AND revision BETWEEN ${int8(low)} AND ${int8(high)} ORDER BY revision ${ORDER[direction]} LIMIT ${limit}`);
  return checkedPage(rows, direction, range, (revision) => ({ stream: name, revision }));
}

/**
 * Pages one after the other, the next one being fetched while this one is used.
 * @param fetch the page at a cursor and the cursor behind it, undefined at the end
 */
export async function* ahead<Page, Cursor>(first: Cursor, fetch: (cursor: Cursor) => Promise<{ page: Page; next: Cursor | undefined }>): AsyncGenerator<Page> {
  let coming: ReturnType<typeof fetch> | undefined = fetch(first);
  while (coming !== undefined) {
    const fetched: Awaited<ReturnType<typeof fetch>> = await coming;
    coming = fetched.next === undefined ? undefined : fetch(fetched.next);
    coming?.catch(() => undefined); // awaited above in the next round; whoever stops reading earlier does not care
    yield fetched.page;
  }
}
