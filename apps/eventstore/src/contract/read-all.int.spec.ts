import { BACKWARDS, END, START, UnknownError, type ResolvedEvent } from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { all, contract, event, numbered, unique } from './server-under-test';

const revisions = (events: ResolvedEvent[]) => events.map(({ event: found }) => Number(found?.revision));

contract('read $all', helpers, (server) => {
  const of = (stream: string, events: ResolvedEvent[]) =>
    events.filter(({ event: found }) => found?.streamId === stream);

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
    const found = (await all(server.client.readAll())).flatMap(({ event: one }) =>
      one !== undefined && names.includes(one.streamId) ? [one.id] : [],
    );
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
  it('63 forwards from the end', async () => {
    expect(await all(server.client.readAll({ fromPosition: END }))).toEqual([]);
  });
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
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        server.client.appendToStream(names[index % 2] ?? '', numbered(10, 'Counted', index * 10)),
      ),
    );
    const found = (await all(server.client.readAll())).flatMap(({ event: one }) =>
      one !== undefined && names.includes(one.streamId) ? [one] : [],
    );
    expect(found).toHaveLength(200);
    for (let start = 0; start < 200; start += 10) {
      expect(new Set(found.slice(start, start + 10).map(({ streamId }) => streamId)).size).toBe(1);
    }
  });
  it('121 positions that can not be', async () => {
    await expect(all(server.client.readAll({ fromPosition: { commit: 1n, prepare: 5n } }))).rejects.toThrow(
      UnknownError,
    );
    await expect(
      all(server.client.readAll({ direction: BACKWARDS, fromPosition: { commit: 1n, prepare: 5n } })),
    ).rejects.toThrow(UnknownError);
    const far = { commit: 1n << 60n, prepare: 1n << 60n };
    expect(await all(server.client.readAll({ fromPosition: far }))).toEqual([]);
    await expect(all(server.client.readAll({ direction: BACKWARDS, fromPosition: far }))).rejects.toThrow(UnknownError);
  });
});
