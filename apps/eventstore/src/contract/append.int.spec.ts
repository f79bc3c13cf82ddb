import { WrongExpectedVersionError, type EventData } from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { all, contract, errorOf, event, numbered, unique } from './server-under-test';

contract('append', helpers, (server) => {
  let stream: string;
  beforeEach(() => {
    stream = unique('append');
  });

  const append = (
    events: EventData | EventData[],
    expectedRevision: 'any' | 'no_stream' | 'stream_exists' | bigint = 'any',
  ) => server.client.appendToStream(stream, events, { expectedRevision });
  const read = async () =>
    (await all(server.client.readStream(stream))).flatMap(({ event: found }) => (found === undefined ? [] : [found]));
  const ids = async () => (await read()).map(({ id }) => id);
  const refusal = async (
    events: EventData | EventData[],
    expectedRevision: 'any' | 'no_stream' | 'stream_exists' | bigint,
  ) => {
    const error = await errorOf(append(events, expectedRevision));
    expect(error).toBeInstanceOf(WrongExpectedVersionError);
    return error instanceof WrongExpectedVersionError
      ? { expected: error.expectedVersion, actual: error.actualVersion }
      : undefined;
  };

  it('7 first append with any', async () => {
    const result = await append(event());
    expect(result).toMatchObject({ success: true, nextExpectedRevision: 0n });
    expect(result.position?.commit).toBe(result.position?.prepare);
  });
  it('8 three events have revisions 0, 1, 2', async () => {
    expect((await append(numbered(3))).nextExpectedRevision).toBe(2n);
    expect((await read()).map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
  });
  it('9 the position is that of the last event when read', async () => {
    const { position } = await append(numbered(3));
    expect((await read()).at(-1)?.position).toEqual(position);
  });
  it('10 a later append anywhere has a larger position', async () => {
    const first = await append(event());
    const second = await server.client.appendToStream(unique('append'), event());
    expect(second.position?.commit).toBeGreaterThan(first.position?.commit ?? 0n);
  });
  it('11 no_stream on a new stream', async () => {
    expect((await append(event(), 'no_stream')).nextExpectedRevision).toBe(0n);
  });
  it('12 no_stream on an existing stream', async () => {
    await append(numbered(2));
    expect(await refusal(event(), 'no_stream')).toEqual({ expected: 'no_stream', actual: 1n });
  });
  it('13 stream_exists on an existing stream', async () => {
    await append(event());
    expect((await append(event(), 'stream_exists')).nextExpectedRevision).toBe(1n);
  });
  it('14 stream_exists on a missing stream', async () => {
    expect(await refusal(event(), 'stream_exists')).toEqual({ expected: 'stream_exists', actual: 'no_stream' });
  });
  it('15 stream_exists on a stream that has only metadata', async () => {
    await server.client.setStreamMetadata(stream, { maxCount: 10 });
    expect((await append(event(), 'stream_exists')).nextExpectedRevision).toBe(0n);
  });
  it('16 exact', async () => {
    await append(numbered(2));
    expect((await append(event(), 1n)).nextExpectedRevision).toBe(2n);
  });
  it('17 exact too low with new ids', async () => {
    await append(numbered(3));
    expect(await refusal(event(), 1n)).toEqual({ expected: 1n, actual: 2n });
  });
  it('18 exact too high', async () => {
    await append(numbered(3));
    expect(await refusal(event(), 9n)).toEqual({ expected: 9n, actual: 2n });
  });
  it('19 exact on a missing stream', async () => {
    expect(await refusal(event(), 3n)).toEqual({ expected: 3n, actual: 'no_stream' });
  });
  it('20 the same id again with any: original revision and position, one event', async () => {
    const once = event();
    const first = await append(once);
    expect(await append(once)).toEqual(first);
    expect(await ids()).toEqual([once.id]);
  });
  it('21 [A], [B], then [A] again with any: the revision of A', async () => {
    const [a, b] = [event(), event()];
    await append(a);
    await append(b);
    expect((await append(a)).nextExpectedRevision).toBe(0n);
    expect(await ids()).toEqual([a.id, b.id]);
  });
  it('22 the same ids again with no_stream', async () => {
    const events = numbered(2);
    const first = await append(events, 'no_stream');
    await append(event());
    expect(await append(events, 'no_stream')).toEqual(first);
    expect(await read()).toHaveLength(3);
  });
  it('23 the same ids again at an exact revision that is behind', async () => {
    const events = numbered(2);
    await append(event());
    const first = await append(events, 0n);
    await append(event());
    expect(await append(events, 0n)).toEqual(first);
    expect(first.nextExpectedRevision).toBe(2n);
    expect(await read()).toHaveLength(4);
  });
  it('24 a batch again with any', async () => {
    const events = numbered(3);
    await append(events);
    expect((await append(events)).nextExpectedRevision).toBe(2n);
    expect(await read()).toHaveLength(3);
  });
  it('25 [A, B] then [A, X] with any', async () => {
    const [a, b, x] = [event(), event(), event()];
    await append([a, b]);
    expect(await refusal([a, x], 'any')).toEqual({ expected: 'any', actual: 1n });
  });
  it('26 [A] then [X, A] with any: both stored', async () => {
    const [a, x] = [event(), event()];
    await append(a);
    expect((await append([x, a])).nextExpectedRevision).toBe(2n);
    expect(await ids()).toEqual([a.id, x.id, a.id]);
  });
  it('27 no_stream [A, B] then no_stream [A, B, C]', async () => {
    const [a, b, c] = [event(), event(), event()];
    await append([a, b], 'no_stream');
    expect(await refusal([a, b, c], 'no_stream')).toEqual({ expected: 'no_stream', actual: 1n });
  });
  it('28 exact at the current revision with used ids: stored again', async () => {
    const a = event();
    await append(a);
    expect((await append(a, 0n)).nextExpectedRevision).toBe(1n);
    expect(await ids()).toEqual([a.id, a.id]);
  });
  it('29 the same id in another stream is stored', async () => {
    const a = event();
    await append(a);
    stream = unique('append');
    await append(a);
    expect(await ids()).toEqual([a.id]);
  });
  it('30 a refused append stores nothing', async () => {
    await append(event());
    await refusal(numbered(3), 'no_stream');
    await refusal(numbered(3), 7n);
    expect(await read()).toHaveLength(1);
  });
  it('31 200 appends that are not awaited keep the order of the calls', async () => {
    const events = numbered(200);
    const results = await Promise.all(events.map((one) => append(one)));
    expect(results.map(({ nextExpectedRevision }) => nextExpectedRevision)).toEqual(
      events.map((_, index) => BigInt(index)),
    );
    expect(await ids()).toEqual(events.map(({ id }) => id));
  });
  it('32 of 20 concurrent exact appends one wins', async () => {
    await append(event());
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => append(event(), 0n)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const errors = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(errors).toHaveLength(19);
    for (const error of errors) expect(error).toBeInstanceOf(WrongExpectedVersionError);
    expect(await read()).toHaveLength(2);
  });
});
