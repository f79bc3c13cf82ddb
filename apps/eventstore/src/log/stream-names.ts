import type { ClientBase } from 'pg';
import { copyOut, type BinaryRow } from './copy-out';
import { DamagedLog, checkedEvent } from './damage';
import type { LogReader } from './log-reader';
import { boundedPage } from './pages';
import { streamKey } from './stream-key';

const PAGE = 1000;

const firstEvents = (after: number): string =>
  boundedPage(
    'stream_id, position, checksum, stream_key, frame',
    `SELECT first.*
  FROM (SELECT min(stream_id) AS id FROM eventstore.events WHERE stream_id > ${after}) AS next CROSS JOIN LATERAL generate_series(next.id, next.id + ${PAGE - 1}) AS number
  JOIN LATERAL (SELECT * FROM eventstore.events WHERE stream_id = number ORDER BY revision LIMIT 1) AS first ON true`,
    { order: 'stream_id', limit: PAGE },
  );

/** What is said of a stream whose first event is gone, or has lost the key. */
export const notFoundByName = (stream: string): DamagedLog =>
  new DamagedLog(`in stream ${stream} (it is not found by its name)`);

interface Names {
  readonly names: string[];
  readonly damages: DamagedLog[];
  /** Number of the last stream. */
  last: number;
}

/**
 * Names of the streams that have numbers above `after`, from their first events: also of those that are not found by
 * their names any more.
 */
async function namesAfter(client: ClientBase, after: number): Promise<Names> {
  const found: Names = { names: [], damages: [], last: after };
  for (const row of await copyOut(client, firstEvents(after))) take(row, found);
  return found;
}

function take([id, position, checksum, key, frame]: BinaryRow, found: Names): void {
  if (!id || !position || !checksum || !frame) throw new Error('A row of the log lacks a column.');
  const number = Number(id.readBigInt64BE());
  if (number !== found.last + 1)
    found.damages.push(new DamagedLog(`among its streams (number ${found.last + 1} is missing)`));
  found.last = number;
  try {
    const { stream } = checkedEvent(frame, checksum.readInt32BE(), { position: Number(position.readBigInt64BE()) });
    found.names.push(stream);
    if (key?.equals(streamKey(stream)) !== true) found.damages.push(notFoundByName(stream));
  } catch (error) {
    if (!(error instanceof DamagedLog)) throw error;
    found.damages.push(error);
  }
}

/** All pages, in the order of the numbers. @param read the page behind a number */
async function* pagesOf(read: (after: number) => Promise<Names>): AsyncGenerator<Names> {
  for (let after = 0; ;) {
    const page = await read(after);
    if (page.last === after) return;
    yield page;
    after = page.last;
  }
}

/** Whether some stream is not found by its name, or by its number. */
export async function areStreamsDamaged(client: ClientBase): Promise<boolean> {
  for await (const { damages } of pagesOf((after) => namesAfter(client, after))) if (damages.length > 0) return true;
  return false;
}

/**
 * Names of all streams ever written, page by page. Their numbers are 1, 2, 3 … without gaps.
 * @throws DamagedLog at the end, when there was damage on the way
 */
export async function* streamNames(reader: LogReader): AsyncGenerator<string[]> {
  let first: DamagedLog | undefined;
  for await (const { names, damages } of pagesOf((after) =>
    reader.read('among its streams', (client) => namesAfter(client, after)),
  )) {
    for (const damage of damages) reader.noticed(damage);
    first ??= damages[0];
    yield names;
  }
  if (first !== undefined) throw first;
}
