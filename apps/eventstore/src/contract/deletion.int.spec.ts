import {
  ANY,
  BACKWARDS,
  END,
  NO_STREAM,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  binaryEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { all, contract, errorOf, event, numbered, unique } from './server-under-test';

const revisions = (events: ResolvedEvent[]) => events.map(({ event: found }) => Number(found?.revision));

contract('delete, tombstone, metadata', helpers, (server) => {
  let stream: string;
  beforeEach(() => {
    stream = unique('deletion');
  });
  const read = async () => revisions(await all(server.client.readStream(stream)));
  const append = (count: number, expectedRevision: 'any' | 'no_stream' | 'stream_exists' | bigint = ANY) =>
    server.client.appendToStream(stream, numbered(count), { expectedRevision });

  it('67 delete with any: not found, and a position', async () => {
    const { position } = await append(3);
    const deleted = await server.client.deleteStream(stream);
    expect(deleted.position?.commit).toBeGreaterThan(position?.commit ?? 0n);
    await expect(read()).rejects.toThrow(StreamNotFoundError);
  });
  it('68 created again with any: revisions go on, only the new ones are visible', async () => {
    await append(3);
    await server.client.deleteStream(stream);
    expect((await append(2)).nextExpectedRevision).toBe(4n);
    expect(await read()).toEqual([3, 4]);
  });
  it('69 created again with no_stream', async () => {
    await append(3);
    await server.client.deleteStream(stream);
    expect((await append(2, NO_STREAM)).nextExpectedRevision).toBe(4n);
    expect(await read()).toEqual([3, 4]);
  });
  it('70 created again at the exact last revision', async () => {
    await append(3);
    await server.client.deleteStream(stream);
    await append(1, 2n);
    expect(await read()).toEqual([3]);
  });
  it('71 stream_exists on a deleted stream', async () => {
    await append(3);
    await server.client.deleteStream(stream);
    await expect(append(1, STREAM_EXISTS)).rejects.toThrow(StreamDeletedError);
  });
  it('72 delete at a wrong exact revision', async () => {
    await append(4);
    expect(await errorOf(server.client.deleteStream(stream, { expectedRevision: 2n }))).toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: 2n,
      actualVersion: 3n,
    });
    expect(await read()).toEqual([0, 1, 2, 3]);
  });
  it('73 delete a missing stream', async () => {
    expect(await errorOf(server.client.deleteStream(stream))).toMatchObject({
      type: 'wrong-expected-version',
      expectedVersion: -2n,
      actualVersion: -1n,
    });
  });
  it('74 delete with no_stream when there is only metadata', async () => {
    await server.client.setStreamMetadata(stream, { maxCount: 3 });
    expect((await server.client.deleteStream(stream, { expectedRevision: NO_STREAM })).position).toBeDefined();
  });
  it('75 delete twice', async () => {
    await append(1);
    await server.client.deleteStream(stream);
    await server.client.deleteStream(stream);
    await expect(read()).rejects.toThrow(StreamNotFoundError);
  });
  it('76 metadata after delete and after creating again', async () => {
    await append(3);
    await server.client.deleteStream(stream);
    expect((await server.client.getStreamMetadata(stream)).metadata?.truncateBefore).toBe(Number(2n ** 63n - 1n));
    await append(1);
    expect((await server.client.getStreamMetadata(stream)).metadata?.truncateBefore).toBe(3);
  });
  it('77 a tombstone ends everything', async () => {
    await append(1);
    expect((await server.client.tombstoneStream(stream)).position).toBeDefined();
    const attempts: (() => Promise<unknown>)[] = [
      read,
      () => append(1),
      () => server.client.appendToStream(stream, event(), { credentials: server.credentials }),
      () => server.client.deleteStream(stream),
      () => server.client.tombstoneStream(stream),
      () => server.client.setStreamMetadata(stream, { maxCount: 1 }),
      () => server.client.getStreamMetadata(stream),
    ];
    for (const attempt of attempts) expect(await errorOf(attempt())).toBeInstanceOf(StreamDeletedError);
  });
  it('78 tombstone of a stream never written', async () => {
    await server.client.tombstoneStream(stream);
    await expect(append(1)).rejects.toThrow(StreamDeletedError);
  });
  it('79 tombstone at a wrong exact revision', async () => {
    await append(2);
    await expect(server.client.tombstoneStream(stream, { expectedRevision: 5n })).rejects.toThrow(
      WrongExpectedVersionError,
    );
    expect(await read()).toEqual([0, 1]);
  });
  it('80 metadata comes back, custom keys and access list included; missing is empty', async () => {
    expect(await server.client.getStreamMetadata(stream)).toEqual({ streamName: stream });
    const metadata = {
      maxCount: 7,
      maxAge: 100,
      cacheControl: 5,
      truncateBefore: 2,
      acl: {
        readRoles: ['a', 'b'],
        writeRoles: ['c'],
        deleteRoles: ['d'],
        metaReadRoles: ['e'],
        metaWriteRoles: ['f'],
      },
      colour: 'red',
    };
    await server.client.setStreamMetadata(stream, metadata);
    expect((await server.client.getStreamMetadata(stream)).metadata).toMatchObject({
      maxCount: 7,
      maxAge: 100,
      cacheControl: 5,
      truncateBefore: 2,
      colour: 'red',
    });
  });
  it('81 $maxCount and $tb, both directions; $tb beyond the end is empty', async () => {
    await append(10);
    await server.client.setStreamMetadata(stream, { maxCount: 3 });
    expect(await read()).toEqual([7, 8, 9]);
    await server.client.setStreamMetadata(stream, { truncateBefore: 6 });
    expect(await read()).toEqual([6, 7, 8, 9]);
    expect(revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: END })))).toEqual(
      [9, 8, 7, 6],
    );
    await server.client.setStreamMetadata(stream, { truncateBefore: 50 });
    expect(await read()).toEqual([]);
  });
  it('82 $maxAge hides what is older', async () => {
    await append(2);
    const [found] = await all(server.client.readStream(stream));
    await server.client.setStreamMetadata(stream, { maxAge: 2 });
    expect(await read()).toEqual([0, 1]);
    const hidden = (found?.event?.created.getTime() ?? 0) + 2100;
    await new Promise((resolve) => setTimeout(resolve, hidden - Date.now())); // the age itself is what is tested
    expect(await read()).toEqual([]);
  });
  it('83 of a metadata stream only the newest event is visible, and its revisions count on', async () => {
    for (const maxCount of [1, 2, 3]) await server.client.setStreamMetadata(stream, { maxCount });
    const found = await all(server.client.readStream(`$$${stream}`));
    expect(found).toMatchObject([{ event: { type: '$metadata', revision: 2n, data: { $maxCount: 3 } } }]);
  });
  it('84 metadata at a wrong revision', async () => {
    await server.client.setStreamMetadata(stream, { maxCount: 1 });
    expect(
      await errorOf(server.client.setStreamMetadata(stream, { maxCount: 2 }, { expectedRevision: NO_STREAM })),
    ).toMatchObject({ type: 'wrong-expected-version', streamName: `$$${stream}`, actualVersion: 0n });
  });
  it('119 no events on a soft-deleted stream: it reads empty then', async () => {
    await append(2);
    await server.client.deleteStream(stream);
    expect((await server.client.appendToStream(stream, [])).position).toBeDefined();
    expect(await read()).toEqual([]);
  });
  it('120 one numeric key that is none makes all metadata void; so does binary', async () => {
    for (const wrong of ['3', 1.5, null, [1], 1e19]) {
      const name = unique('deletion');
      await server.client.appendToStream(name, numbered(4));
      await server.client.appendToStream(`$$${name}`, event({ $maxCount: 1, $tb: wrong }, '$metadata'));
      expect(await all(server.client.readStream(name))).toHaveLength(4);
      await server.client.appendToStream(
        `$$${name}`,
        binaryEvent({ type: '$metadata', data: Buffer.from('{"$maxCount":1}') }),
      );
      expect(await all(server.client.readStream(name))).toHaveLength(4);
      await server.client.appendToStream(`$$${name}`, event({ $maxCount: 1 }, '$metadata'));
      expect(await all(server.client.readStream(name))).toHaveLength(1);
    }
  });
});
