import {
  BACKWARDS,
  END,
  FORWARDS,
  StreamNotFoundError,
  UnknownError,
  binaryEvent,
  type JSONEventType,
  type ResolvedEvent,
} from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { all, contract, errorOf, numbered, unique, event } from './server-under-test';

const revisions = (events: ResolvedEvent[]) => events.map(({ event: found }) => Number(found?.revision));

contract('read a stream', helpers, (server) => {
  let stream: string;
  beforeAll(async () => {
    stream = unique('read');
    await server.client.appendToStream(stream, numbered(10));
  });

  it('44 everything, in order', async () => {
    expect(revisions(await all(server.client.readStream(stream)))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
  it('45 from a revision, that one included', async () => {
    expect(revisions(await all(server.client.readStream(stream, { fromRevision: 7n })))).toEqual([7, 8, 9]);
  });
  it('46 at most so many', async () => {
    expect(revisions(await all(server.client.readStream(stream, { fromRevision: 2n, maxCount: 3 })))).toEqual([
      2, 3, 4,
    ]);
  });
  it('47 backwards from the end', async () => {
    expect(
      revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 3 }))),
    ).toEqual([9, 8, 7]);
  });
  it('48 backwards from a revision, that one included', async () => {
    expect(revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: 2n })))).toEqual([
      2, 1, 0,
    ]);
  });
  it('49 forwards from beyond the end', async () => {
    expect(await all(server.client.readStream(stream, { fromRevision: 100n }))).toEqual([]);
  });
  it('50 backwards from beyond the end', async () => {
    expect(
      revisions(await all(server.client.readStream(stream, { direction: BACKWARDS, fromRevision: 100n, maxCount: 2 }))),
    ).toEqual([9, 8]);
  });
  it('51 a missing stream', async () => {
    const missing = unique('read');
    const error = await errorOf(all(server.client.readStream(missing)));
    expect(error).toBeInstanceOf(StreamNotFoundError);
    expect(error).toMatchObject({ streamName: missing });
  });
  it('52 forwards from the end, and no count, also on a missing stream', async () => {
    for (const name of [stream, unique('read')]) {
      await expect(all(server.client.readStream(name, { direction: FORWARDS, fromRevision: END }))).rejects.toThrow(
        UnknownError,
      );
      await expect(all(server.client.readStream(name, { maxCount: 0 }))).rejects.toThrow(UnknownError);
    }
  });
  it('53 the commit position is that of the event', async () => {
    for (const { commitPosition, event: found } of await all(server.client.readStream(stream)))
      expect(commitPosition).toBe(found?.position?.commit);
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
      await server.client.appendToStream(
        long,
        Array.from({ length: 500 }, (_, index) => event({ n: first + index, data })),
      );
    }
    const before = process.memoryUsage().rss;
    let seen = 0;
    for await (const { event: found } of server.client.readStream<JSONEventType<string, { n: number }>>(long)) {
      if (found?.data.n !== seen) throw new Error(`event ${String(found?.data.n)} came as number ${seen}`);
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
      await server.client.appendToStream(links, [
        link(`3@${stream}`),
        link(`99@${stream}`),
        link(`0@${unique('missing')}`),
        link('no link'),
      ]);
    });
    it('56 resolved: the target and the link', async () => {
      const [first] = await all(server.client.readStream(links, { resolveLinkTos: true }));
      expect(first).toMatchObject({
        event: { streamId: stream, revision: 3n },
        link: { streamId: links, revision: 0n, type: '$>' },
      });
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
