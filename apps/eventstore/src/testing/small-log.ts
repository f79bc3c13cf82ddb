import { randomBytes, randomUUID } from 'node:crypto';
import { connectWriter } from '../log/connection';
import { insertGroup, type NewRow } from '../log/insert-group';
import { streamKey } from '../log/stream-key';
import type { StoredEvent } from '../log/types';

const GROUP = 500;

/**
 * Writes a log of `count` events of many sizes into an empty database, `perStream` of them to a stream, streams
 * interleaved.
 * @returns what is stored, in the order of positions
 */
export async function writeSmallLog(databaseUrl: string, count: number, perStream: number): Promise<StoredEvent[]> {
  const { client } = await connectWriter(databaseUrl);
  const names = Array.from({ length: Math.ceil(count / perStream) }, (_, index) => `small-${index}é`);
  const rows = Array.from({ length: count }, (_, index): NewRow => ({
    streamId: (index % names.length) + 1,
    streamKey: index < names.length ? streamKey(names[index] ?? '') : undefined,
    event: {
      position: index + 1,
      stream: names[index % names.length] ?? '',
      revision: Math.floor(index / names.length),
      id: randomUUID(),
      type: `Type${index % 7}`,
      isJson: index % 3 > 0,
      created: 1_763_700_000_000 + index,
      data: randomBytes(index % 50 === 0 ? 9000 : index % 400),
      metadata: randomBytes(index % 5 === 0 ? 0 : 60),
    },
  }));
  for (let start = 0; start < count; start += GROUP) await insertGroup(client, rows.slice(start, start + GROUP));
  await client.end();
  return rows.map(({ event }) => event);
}
