import {
  END,
  START,
  excludeSystemEvents,
  eventTypeFilter,
  streamNameFilter,
  type AllStreamRecordedEvent,
  type Position,
  type SubscribeToAllOptions,
} from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { follow, said, seen, type Followed } from './follow';
import { GIVEN, consume, contract, event, numbered, unique } from './server-under-test';

contract('subscribe to $all', helpers, (server) => {
  const followed: Followed[] = [];
  const subscribe = (
    options: SubscribeToAllOptions,
    describe_: (event: AllStreamRecordedEvent) => string | undefined,
  ): Followed => {
    const one = follow(server.client.subscribeToAll(options), describe_);
    followed.push(one);
    return one;
  };
  /** Notes the events of one stream (or of streams that begin so). */
  const of =
    (prefix: string) =>
    ({ streamId, revision }: AllStreamRecordedEvent) =>
      streamId.startsWith(prefix) ? String(revision) : undefined;
  afterEach(async () => {
    await Promise.all(followed.splice(0).map((one) => one.stop()));
  });

  it('94 from the start, after a position, from the end', async () => {
    const stream = unique('all');
    await server.client.appendToStream(stream, event());
    const { position } = await server.client.appendToStream(stream, event());
    if (position === undefined) throw new Error('no position');
    const [start, after, end] = [
      subscribe({ fromPosition: START }, of(stream)),
      subscribe({ fromPosition: position }, of(stream)),
      subscribe({ fromPosition: END }, of(stream)),
    ];
    await Promise.all([start, after, end].map((one) => one.until(said('caughtUp'))));
    await server.client.appendToStream(stream, numbered(2));
    await Promise.all([start.until(seen(4)), after.until(seen(2)), end.until(seen(2))]);
    expect(start.log).toEqual(['confirmed', '0', '1', 'caughtUp', '2', '3']);
    expect(after.log).toEqual(['confirmed', 'caughtUp', '2', '3']);
    expect(end.log).toEqual(['confirmed', 'caughtUp', '2', '3']);
  });
  it('95 filters by stream and type, prefix and regex, and without system events', async () => {
    const [run, other] = [unique('filter'), unique('other')];
    const types = [`${run}-A`, `${run}-B`];
    const filters: [SubscribeToAllOptions['filter'], number][] = [
      [streamNameFilter({ prefixes: [`${run}1`, `${run}2`] }), 4],
      [streamNameFilter({ regex: `^${run}.$` }), 4],
      [eventTypeFilter({ prefixes: [`${run}-A`] }), 3],
      [eventTypeFilter({ regex: `${run}-[AB]$` }), 6],
    ];
    const write = async () => {
      for (const stream of [`${run}1`, `${run}2`, other])
        await server.client.appendToStream(
          stream,
          types.map((type) => event({}, type)),
        );
    };
    await write();
    const mine = ({ type }: AllStreamRecordedEvent) => (types.includes(type) ? type : undefined);
    const every = filters.map(([filter, count]) => ({
      one: subscribe({ fromPosition: START, ...(filter ? { filter } : {}) }, mine),
      count,
    }));
    const users = subscribe({ fromPosition: START, filter: excludeSystemEvents() }, ({ type }) => type);
    await Promise.all([...every.map(({ one }) => one), users].map((one) => one.until(said('caughtUp'))));
    await server.client.setStreamMetadata(other, { maxCount: 100 });
    await write();
    const finish = await server.client.appendToStream(unique('finish'), event({}, `${run}-end`));
    await users.until(said(`${run}-end`));
    await Promise.all(every.map(({ one, count }) => one.until(seen(2 * count))));
    expect(every.map(({ one }) => one.events.length)).toEqual(filters.map(([, count]) => 2 * count));
    expect(users.log.filter((word) => word.startsWith('$'))).toEqual([]);
    expect(finish.success).toBe(true);
  });
  it('96 checkpoints: as many as there should be; resuming from any loses and repeats nothing', async () => {
    const run = unique('checkpoint');
    const before = await here();
    for (let index = 0; index < 20; index += 1) {
      await server.client.appendToStream(unique('noise'), numbered(50));
      await server.client.appendToStream(`${run}-${index}`, event());
    }
    const { points, events } = await untilDone(run, before, 4);
    const considered = 20 * 51;
    expect(points.length).toBeGreaterThanOrEqual(Math.floor(considered / (32 * 4)));
    // elsewhere others write, too
    if (GIVEN === undefined) expect(points.length).toBeLessThanOrEqual(Math.floor(considered / (32 * 4)) + 2);
    expect(events).toHaveLength(20);
    for (const point of points.filter((_, index) => index % 3 === 0)) {
      const seenBefore = events.filter(({ position }) => (position?.commit ?? 0n) <= point.commit);
      const rest = await untilDone(run, point, 4);
      expect([...seenBefore, ...rest.events].map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    }
  });
  it('118 resuming from a checkpoint whose page had a match, or none', async () => {
    const run = unique('resume');
    const before = await here();
    await server.client.appendToStream(`${run}-0`, event());
    await server.client.appendToStream(unique('noise'), numbered(200));
    await server.client.appendToStream(`${run}-1`, event());
    const { points, events } = await untilDone(run, before, 1);
    expect(events).toHaveLength(2);
    for (const point of points) {
      const seenBefore = events.filter(({ position }) => (position?.commit ?? 0n) <= point.commit);
      const rest = await untilDone(run, point, 1);
      expect([...seenBefore, ...rest.events].map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    }
  });
  it('97 two subscribers see the same order, the writer paced', async () => {
    const run = unique('order');
    const before = await here();
    const live: Promise<void>[] = [];
    const both = [0, 1].map(async () => {
      const log: string[] = [];
      let last: Position = before;
      await consume(async () => {
        const subscription = server.client.subscribeToAll({ fromPosition: last });
        live.push(
          new Promise((resolve) => {
            subscription.once('caughtUp', resolve);
          }),
        );
        for await (const { event: found } of subscription) {
          if (found === undefined) continue;
          last = found.position;
          if (found.streamId.startsWith(run)) log.push(`${found.streamId}@${found.revision}`);
          if (log.length === 300) return;
        }
      }, server.allows(97));
      return log;
    });
    await Promise.all(live);
    for (let round = 0; round < 100; round += 1)
      await Promise.all([0, 1, 2].map((index) => server.client.appendToStream(`${run}-${index}`, event())));
    const [one, other] = await Promise.all(both);
    expect(one).toEqual(other);
    expect(new Set(one).size).toBe(300);
  });
  it('121 a position that can not be: an error without a confirmation; far beyond the end: like the end', async () => {
    const bad = subscribe({ fromPosition: { commit: 1n, prepare: 5n } }, () => undefined);
    expect(await bad.error).toMatchObject({ type: 'unknown' });
    expect(bad.log).not.toContain('confirmed');
    const stream = unique('far');
    const far = subscribe({ fromPosition: { commit: 1n << 60n, prepare: 1n << 60n } }, of(stream));
    await far.until(said('caughtUp'));
    await server.client.appendToStream(stream, event());
    await far.until(seen(1));
    expect(far.log).toEqual(['confirmed', 'caughtUp', '0']);
  });

  /** The end of the log as it is: a server that serves others too may have a long history. */
  async function here(): Promise<Position> {
    const { position } = await server.client.appendToStream(unique('here'), event());
    if (position === undefined) throw new Error('no position');
    return position;
  }

  /** History of the streams that begin with `run` and the checkpoints on the way, up to the word that it is all. */
  async function untilDone(
    run: string,
    fromPosition: Position,
    checkpointInterval: number,
  ): Promise<{ points: Position[]; events: readonly AllStreamRecordedEvent[] }> {
    const points: Position[] = [];
    const filter = streamNameFilter({
      prefixes: [run],
      checkpointInterval,
      checkpointReached: (_, position) => {
        points.push(position);
      },
    });
    const one = subscribe({ fromPosition, filter }, of(run));
    await one.until(said('caughtUp'));
    await one.stop();
    return { points, events: one.events };
  }
});
