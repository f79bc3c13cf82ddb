import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError, UnknownError, binaryEvent, type ResolvedEvent } from '@eventstore/db-client';
import { sharedDatabase } from '@annals/testing';
import { all, errorOf, numbered, serverUnderTest, unique, event, type ServerUnderTest } from './server-under-test';

const revisions = (events: ResolvedEvent[]) => events.map(({ event: found }) => Number(found?.revision));

describe('read a stream', () => {
  let server: ServerUnderTest;
  let stream: string;
  beforeAll(async () => {
    server = await serverUnderTest(sharedDatabase);
    stream = unique('read');
    await server.client.appendToStream(stream, numbered(10));
  });
  afterAll(async () => { await server.stop(); });

  it('44 everything, in order', async () => { expect(revisions(await all(server.client.readStream(stream)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]); });
  it('45 from a revision, that one included', async () => { expect(revisions(await all(server.client.readStream(stream, { fromRevision: 7n })))).toEqual([7, 8, 9]); });
  it('46 at most so many', async () => { expect(revisions(await all(server.client.readStream(stream, { fromRevision: 2n, maxCount: 3 })))).toEqual([2, 3, 4]); });
  it('47 backwards from the end', async () => {
    expect(revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 3 })))).toEqual([9, 8, 7]);
  });
  it('48 backwards from a revision, that one included', async () => {
    expect(revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: 2n })))).toEqual([2, 1, 0]);
  });
  it('49 forwards from beyond the end', async () => { expect(await all(server.client.readStream(stream, { fromRevision: 100n }))).toEqual([]); });
  it('50 backwards from beyond the end', async () => {
    expect(revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: 100n, maxCount: 2 })))).toEqual([9, 8]);
  });
  it('51 a missing stream', async () => {
    const missing = unique('read');
    const error = await errorOf(all(server.client.readStream(missing)));
    expect(error).toBeInstanceOf(StreamNotFoundError);
    expect(error).toMatchObject({ streamName: missing });
  });
  it('52 forwards from the end, and no count, also on a missing stream', async () => {
    for (const name of [stream, unique('read')]) {
      await expect(all(server.client.readStream(name, { direction: FORWARDS, fromRevision: END }))).rejects.toThrow(UnknownError);
      await expect(all(server.client.readStream(name, { maxCount: 0 }))).rejects.toThrow(UnknownError);
    }
  });
  it('53 the commit position is that of the event', async () => {
    for (const { commitPosition, event: found } of await all(server.client.readStream(stream))) expect(commitPosition).toBe(found?.position?.commit);
  });
  it('54 leaving early, 50 times', async () => {
    const long = unique('read');
    await server.client.appendToStream(long, numbered(3000));
    for (let round = 0; round < 50; round += 1) {
      let seen = 0;
      for await (const { event: found } of server.client.readStream(long)) {
        expect(found?.revision).toBe(BigInt(seen));
        seen += 1;
        if (seen === 3) break;
      }
    }
    expect(await all(server.client.readStream(long, { maxCount: 5 }))).toHaveLength(5);
  });
  it('55 20,000 events and a slow reader', async () => {
    const long = unique('read');
    const data = 'x'.repeat(1000);
    for (let first = 0; first < 20_000; first += 500) {
      await server.client.appendToStream(long, Array.from({ length: 500 }, (_, index) => event({ n: first + index, data })));
    }
    const before = process.memoryUsage().rss;
    let seen = 0;
    for await (const { event: found } of server.client.readStream(long)) {
      expect(found?.data).toMatchObject({ n: seen });
      seen += 1;
      if (seen % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(seen).toBe(20_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  describe('links', () => {
    const link = (target: string) => binaryEvent({ type: '$>', data: Buffer.from(target) });
    let links: string;
    beforeAll(async () => {
      links = unique('links');
      await server.client.appendToStream(links, [link(`3@${stream}`), link(`99@${stream}`), link(`0@${unique('missing')}`), link('no link')]);
    });
    it('56 resolved: the target and the link', async () => {
      const [first] = await all(server.client.readStream(links, { resolveLinkTos: true }));
      expect(first).toMatchObject({ event: { streamId: stream, revision: 3n }, link: { streamId: links, revision: 0n, type: '$>' } });
      expect(first?.commitPosition).toBe(first?.link?.position?.commit);
    });
    it('57 not resolved: the link itself', async () => {
      const [first] = await all(server.client.readStream(links));
      expect(first?.event).toMatchObject({ streamId: links, type: '$>' });
      expect(first?.link).toBeUndefined();
    });
    it('58 a link to what is missing; no link at all', async () => {
      const [, beyond, missing, none] = await all(server.client.readStream(links, { resolveLinkTos: true }));
      expect([beyond?.event, missing?.event]).toEqual([undefined, undefined]);
      expect([beyond?.link?.revision, missing?.link?.revision]).toEqual([1n, 2n]);
      expect(none).toMatchObject({ event: { revision: 3n } });
      expect(none?.link).toBeUndefined();
    });
  });
});

describe('read $all', () => {
  let server: ServerUnderTest;
  beforeAll(async () => { server = await serverUnderTest(sharedDatabase); });
  afterAll(async () => { await server.stop(); });
  const of = (stream: string, events: ResolvedEvent[]) => events.filter(({ event: found }) => found?.streamId === stream);

  it('59 my events in the order of the appends', async () => {
    const names = [unique('all'), unique('all')];
    const appended: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const name of names) {
        const events = numbered(2);
        await server.client.appendToStream(name, events);
        appended.push(...events.map(({ id }) => id));
      }
    }
    const found = (await all(server.client.readAll())).flatMap(({ event: one }) => (one !== undefined && names.includes(one.streamId) ? [one.id] : []));
    expect(found).toEqual(appended);
  });
  it('60 from a position, that one included', async () => {
    const stream = unique('all');
    await server.client.appendToStream(stream, event());
    const second = await server.client.appendToStream(stream, event());
    if (second.position === undefined) throw new Error('no position');
    const found = await all(server.client.readAll({ fromPosition: second.position }));
    expect(revisions(of(stream, found))).toEqual([1]);
    expect(found[0]?.event?.position).toEqual(second.position);
  });
  it('61 backwards from a position, that one excluded', async () => {
    const stream = unique('all');
    await server.client.appendToStream(stream, numbered(2));
    const third = await server.client.appendToStream(stream, event());
    if (third.position === undefined) throw new Error('no position');
    const found = await all(server.client.readAll({ direction: BACKWARDS, fromPosition: third.position, maxCount: 2 }));
    expect(revisions(of(stream, found))).toEqual([1, 0]);
  });
  it('62 backwards from the end', async () => {
    const stream = unique('all');
    await server.client.appendToStream(stream, numbered(3));
    const found = await all(server.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 20 }));
    expect(revisions(of(stream, found))).toEqual([2, 1, 0]);
  });
  it('63 forwards from the end', async () => { expect(await all(server.client.readAll({ fromPosition: END }))).toEqual([]); });
  it('64 deleted and truncated events are still there, metadata is visible', async () => {
    const [deleted, truncated] = [unique('all'), unique('all')];
    const { position } = await server.client.appendToStream(deleted, numbered(2));
    await server.client.appendToStream(truncated, numbered(3));
    await server.client.deleteStream(deleted);
    await server.client.setStreamMetadata(truncated, { truncateBefore: 2 });
    if (position === undefined) throw new Error('no position');
    const found = await all(server.client.readAll({ fromPosition: START }));
    expect(of(deleted, found)).toHaveLength(2);
    expect(of(truncated, found)).toHaveLength(3);
    expect(of(`$$${deleted}`, found)).toMatchObject([{ event: { type: '$metadata' } }]);
    expect(of(`$$${truncated}`, found)).toMatchObject([{ event: { type: '$metadata' } }]);
  });
  it('65 a tombstone is visible', async () => {
    const stream = unique('all');
    await server.client.appendToStream(stream, event());
    await server.client.tombstoneStream(stream);
    const found = of(stream, await all(server.client.readAll()));
    expect(found.at(-1)?.event).toMatchObject({ type: '$streamDeleted', revision: 9223372036854775807n });
  });
  it('66 concurrent appends of several events never interleave', async () => {
    const names = [unique('all'), unique('all')];
    await Promise.all(Array.from({ length: 20 }, (_, index) => server.client.appendToStream(names[index % 2] ?? '', numbered(10, 'Counted', index * 10))));
    const found = (await all(server.client.readAll())).flatMap(({ event: one }) => (one !== undefined && names.includes(one.streamId) ? [one] : []));
    expect(found).toHaveLength(200);
    for (let start = 0; start < 200; start += 10) {
      expect(new Set(found.slice(start, start + 10).map(({ streamId }) => streamId)).size).toBe(1);
    }
  });
  it('121 positions that can not be', async () => {
    await expect(all(server.client.readAll({ fromPosition: { commit: 1n, prepare: 5n } }))).rejects.toThrow(UnknownError);
    await expect(all(server.client.readAll({ direction: BACKWARDS, fromPosition: { commit: 1n, prepare: 5n } }))).rejects.toThrow(UnknownError);
    const far = { commit: 1n << 60n, prepare: 1n << 60n };
    expect(await all(server.client.readAll({ fromPosition: far }))).toEqual([]);
    await expect(all(server.client.readAll({ direction: BACKWARDS, fromPosition: far }))).rejects.toThrow(UnknownError);
  });
});
