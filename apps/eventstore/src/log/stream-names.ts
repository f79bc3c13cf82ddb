import type { ClientBase } from 'pg';
import { DamagedLog } from './damage';
import type { LogReader } from './log-reader';
import { prepared } from './rows';

const NAMES = `SELECT id, name, digest = sha256(convert_to(name, 'UTF8')) FROM eventstore.streams WHERE id > $1 ORDER BY id LIMIT 5000`;

/** Some names, those of the streams numbered `after` + 1, + 2 …; none at the end. @throws DamagedLog */
export async function namesAfter(client: ClientBase, after: number): Promise<string[]> {
  const { rows } = await client.query<[id: number, name: string, isWhole: boolean]>(prepared('stream-names', NAMES, [after]));
  return rows.map(([id, name, isWhole], index) => {
    const expected = after + 1 + index;
    if (id !== expected) throw new DamagedLog(`in its list of streams (number ${expected} is missing)`);
    if (!isWhole) throw new DamagedLog(`in its list of streams (number ${id} has another name than it was given)`);
    return name;
  });
}

/**
 * Names of all streams ever written, page by page. Their numbers are 1, 2, 3 … without gaps.
 * @throws DamagedLog
 */
export async function* streamNames(reader: LogReader): AsyncGenerator<string[]> {
  for (let after = 0; ;) {
    const page = await reader.read('in its list of streams', (client) => namesAfter(client, after));
    if (page.length === 0) return;
    yield page;
    after += page.length;
  }
}
