import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  START,
  StreamNotFoundError,
  binaryEvent,
  type EventStoreDBClient,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { RawStore } from '@annals/eventstore';
import * as helpers from '@annals/testing';
import { follow, said } from './contract/follow';
import { EMBEDDED, all, contract, errorOf, event, numbered, unique } from './contract/server-under-test';

const LARGEST = 9223372036854775807n;
const revisions = (events: ResolvedEvent[]) => events.map(({ event: found }) => Number(found?.revision));

contract(
  'numbers at the edge of 64 bits',
  helpers,
  (server) => {
    let raw: RawStore;
    let client: EventStoreDBClient;
    let stream: string;
    beforeAll(() => {
      raw = new RawStore(server.url);
      client = server.client;
    });
    afterAll(() => raw.close());
    beforeEach(async () => {
      stream = unique('extremes');
      await client.appendToStream(stream, numbered(5));
    });
    /** Metadata to the last digit: the official client's numbers end at 2^53. */
    const setMetadata = async (json: string, expected: number) => {
      expect(
        await raw.append({
          stream: `$$${stream}`,
          expected,
          events: [{ id: randomUUID(), type: '$metadata', data: Buffer.from(json), metadata: Buffer.alloc(0) }],
        }),
      ).toBe('appended');
    };
    const metadata = async (): Promise<string> => {
      let last = '';
      for await (const page of raw.events())
        for (const found of page) if (found.stream === `$$${stream}`) last = Buffer.from(found.data).toString();
      return last;
    };
    const read = async () => revisions(await all(client.readStream(stream)));

    it('$tb one below 2^63-1 hides everything and deletes nothing; at 2^63-1 the stream is deleted', async () => {
      await setMetadata('{"$tb":9223372036854775806}', -1);
      expect(await read()).toEqual([]);
      await client.appendToStream(stream, event(), { expectedRevision: 4n });
      expect(await read()).toEqual([]);
      await setMetadata('{"$tb":9223372036854775807}', 0);
      await expect(read()).rejects.toThrow(StreamNotFoundError);
    });
    it('a deleted stream that is written again keeps the other numbers of its metadata to the last digit', async () => {
      await setMetadata(
        '{"$tb":9223372036854775807,"$maxCount":9223372036854775807,"own":{"deep":[9007199254740993,-12345678901234567890,1.5]}}',
        -1,
      );
      await client.appendToStream(stream, event());
      expect(await metadata()).toBe(
        '{"$tb":5,"$maxCount":9223372036854775807,"own":{"deep":[9007199254740993,-12345678901234567890,1.5]}}',
      );
      expect(await read()).toEqual([5]);
    });
    it('$maxCount at 2^63-1 and $maxAge at its end hide nothing, beyond they make the rest void', async () => {
      await setMetadata('{"$maxCount":9223372036854775807,"$maxAge":922337203685,"$tb":1}', -1);
      expect(await read()).toEqual([1, 2, 3, 4]);
      await setMetadata('{"$maxCount":9223372036854775808,"$tb":1}', 0);
      expect(await read()).toEqual([0, 1, 2, 3, 4]);
      await setMetadata('{"$maxCount":-9223372036854775808,"$tb":1}', 1);
      expect(await read()).toEqual([1, 2, 3, 4]);
      await setMetadata('{"$maxCount":1,"$tb":-9223372036854775809}', 2);
      expect(await read()).toEqual([0, 1, 2, 3, 4]);
    });
    it('a tombstone has revision 2^63-1 exactly, in both directions and in a subscription', async () => {
      const { position } = await client.tombstoneStream(stream);
      if (position === undefined) throw new Error('no position');
      const [forwards] = await all(client.readAll({ fromPosition: position, maxCount: 1 }));
      const backwards = (await all(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 20 }))).find(
        ({ event: found }) => found?.streamId === stream,
      );
      for (const found of [forwards, backwards])
        expect(found?.event).toMatchObject({ type: '$streamDeleted', streamId: stream, revision: LARGEST });
      const one = follow(client.subscribeToAll({ fromPosition: START }), ({ streamId, revision }) =>
        streamId === stream ? String(revision) : undefined,
      );
      await one.until(said(String(LARGEST)));
      await one.stop();
    });
    it('a link to the largest revision points at nothing; beyond it is no link', async () => {
      const links = unique('links');
      await client.appendToStream(
        links,
        [`${LARGEST}@${stream}`, `${LARGEST + 1n}@${stream}`, `99999999999999999999@${stream}`].map((target) =>
          binaryEvent({ type: '$>', data: Buffer.from(target) }),
        ),
      );
      const found = await all(client.readStream(links, { resolveLinkTos: true }));
      expect(found.map(({ event: target, link }) => [target?.revision, link?.revision])).toEqual([
        [undefined, 0n],
        [1n, undefined],
        [2n, undefined],
      ]);
    });
    it('expected revisions come back to the last digit', async () => {
      for (const expectedRevision of [LARGEST, LARGEST - 1n, 9007199254740993n]) {
        expect(await errorOf(client.appendToStream(stream, event(), { expectedRevision }))).toMatchObject({
          expectedVersion: expectedRevision,
          actualVersion: 4n,
        });
        expect(
          await errorOf(client.appendToStream(stream, event(), { expectedRevision, credentials: server.credentials })),
        ).toMatchObject({ expectedVersion: expectedRevision, actualVersion: 4n });
        expect(await errorOf(client.deleteStream(stream, { expectedRevision }))).toMatchObject({
          expectedVersion: expectedRevision,
          actualVersion: 4n,
        });
      }
    });
    it('reads and subscriptions from the largest revision', async () => {
      expect(await all(client.readStream(stream, { fromRevision: LARGEST }))).toEqual([]);
      expect(
        revisions(await all(client.readStream(stream, { direction: BACKWARDS, fromRevision: LARGEST, maxCount: 2 }))),
      ).toEqual([4, 3]);
      const one = follow(client.subscribeToStream(stream, { fromRevision: LARGEST }));
      await one.until(said('caughtUp'));
      await client.appendToStream(stream, event());
      expect(one.events).toEqual([]);
      await one.stop();
    });
  },
  EMBEDDED,
);
