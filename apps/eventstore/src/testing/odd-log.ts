import { randomUUID } from 'node:crypto';
import { binaryEvent, jsonEvent, type EventData, type EventStoreDBClient } from '@eventstore/db-client';
import { RawStore } from '@annals/eventstore';
import { numbered, unique } from '../contract/server-under-test';

const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);

/** Streams that live on, in turns, with contents of every kind. */
async function contents(client: EventStoreDBClient, raw: RawStore): Promise<void> {
  const [one, other] = [unique('one'), unique('other')];
  for (const stream of [one, other, one]) await client.appendToStream(stream, numbered(3));
  await client.appendToStream(one, [
    binaryEvent({ type: 'Binary', data: bytes, metadata: bytes }),
    jsonEvent({ type: 'Described', data: { text: 'ä \u0018 😀' }, metadata: { a: [1] } }),
  ]);
  // JSON that nobody would print like that: it has to arrive byte for byte.
  await raw.append({
    stream: other,
    expected: 2,
    events: [
      { id: randomUUID(), type: 'Odd', data: Buffer.from('{ "a":1.0,\n"a":1e2 }'), metadata: Buffer.from('not json') },
    ],
  });
  await client.appendToStream(`${unique('Straße')} /a@b`, numbered(1));
  await client.appendToStream(one, jsonEvent({ type: 'Large', data: { text: 'x'.repeat(900_000) } }));
  const again: EventData[] = numbered(2);
  await client.appendToStream(other, again, { expectedRevision: 3n });
  await client.appendToStream(other, again, { expectedRevision: 5n });
  await client.appendToStream(unique('links'), binaryEvent({ type: '$>', data: Buffer.from(`1@${one}`) }));
  await client.appendToStream(unique('links'), binaryEvent({ type: '$>', data: Buffer.from('0@nothing') }));
}

/** Metadata, and streams that are cut. */
async function metadata(client: EventStoreDBClient): Promise<void> {
  const [cut, counted] = [unique('cut'), unique('counted')];
  await client.appendToStream(cut, numbered(5));
  await client.setStreamMetadata(cut, { truncateBefore: 3, acl: { readRoles: ['$all'] }, colour: 'red' });
  await client.setStreamMetadata(counted, { maxCount: 2 });
  await client.appendToStream(counted, numbered(5));
  await client.appendToStream(`$$${counted}`, binaryEvent({ type: '$metadata', data: bytes }));
}

/** Everything that deleting can lead to. */
async function deletions(client: EventStoreDBClient): Promise<void> {
  const [again, described, twice, bare, blurred, ended, gone] = [
    'again',
    'described',
    'twice',
    'bare',
    'blurred',
    'ended',
    'gone',
  ].map(unique);
  for (const stream of [again, described, twice, blurred, ended, gone])
    await client.appendToStream(String(stream), numbered(3));
  await client.setStreamMetadata(String(bare), { maxCount: 5 });
  for (const stream of [again, described, twice, bare, blurred, ended]) await client.deleteStream(String(stream));
  await client.appendToStream(String(again), numbered(3));
  await client.appendToStream(String(again), numbered(2));
  await client.setStreamMetadata(String(described), { maxCount: 9, colour: 'blue' });
  await client.appendToStream(String(described), numbered(1));
  await client.deleteStream(String(twice));
  await client.appendToStream(String(twice), []);
  await client.appendToStream(String(bare), numbered(2));
  await client.appendToStream(`$$${String(blurred)}`, binaryEvent({ type: '$metadata', data: bytes }));
  for (const stream of [String(ended), String(gone), unique('never')]) await client.tombstoneStream(stream);
}

/** Writes one of every shape that a log can have. */
export async function writeOddLog(client: EventStoreDBClient, url: string): Promise<void> {
  const raw = new RawStore(url);
  try {
    await contents(client, raw);
    await metadata(client);
    await deletions(client);
  } finally {
    await raw.close();
  }
}
