import { randomUUID } from 'node:crypto';
import {
  MaxAppendSizeExceededError,
  DeadlineExceededError,
  WrongExpectedVersionError,
  StreamNotFoundError,
  binaryEvent,
  jsonEvent,
  type EventData,
} from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { all, contract, errorOf, event, numbered, unique } from './server-under-test';

contract('what can be appended', helpers, (server) => {
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

  it('33 an event beyond the maximum append size, both paths', async () => {
    const large = binaryEvent({ type: 'Large', data: Buffer.alloc(1024 * 1024 + 64 * 1024, 7) });
    for (const options of [{}, { credentials: server.credentials }]) {
      const error = await errorOf(server.client.appendToStream(stream, large, options));
      expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
      expect(error).toMatchObject({ maxAppendSize: 1_048_576 });
    }
    await expect(read()).rejects.toThrow(StreamNotFoundError);
  });
  it('34 many small events beyond the maximum append size together', async () => {
    const events = Array.from({ length: 300 }, () => binaryEvent({ type: 'Small', data: Buffer.alloc(4096, 7) }));
    for (const options of [{}, { credentials: server.credentials }]) {
      await expect(server.client.appendToStream(stream, events, options)).rejects.toThrow(MaxAppendSizeExceededError);
    }
    await expect(read()).rejects.toThrow(StreamNotFoundError);
  });
  it('35 900 KiB come back byte for byte', async () => {
    const data = Buffer.from(Array.from({ length: 900 * 1024 }, (_, index) => (index * 31) % 256));
    await append(binaryEvent({ type: 'Large', data }));
    const [found] = await read();
    expect(found?.isJson === false && Buffer.compare(Buffer.from(found.data), data)).toBe(0);
  });
  it('36 2,000 events in chunks of 1 KiB are one append', async () => {
    const events = numbered(2000);
    const result = await server.client.appendToStream(stream, events, {
      expectedRevision: 'no_stream',
      batchAppendSize: 1024,
    });
    expect(result.nextExpectedRevision).toBe(1999n);
    expect(await ids()).toEqual(events.map(({ id }) => id));
  });
  it('37 no events at all: success, and the stream is still missing', async () => {
    expect(await append([], 'no_stream')).toMatchObject({ success: true, nextExpectedRevision: 0n });
    await expect(read()).rejects.toThrow(StreamNotFoundError);
  });
  it('38 all kinds of JSON', async () => {
    const values = [
      { value: null },
      { value: 12.5 },
      { value: 'text' },
      { deep: [{ er: { list: [1, [2, {}]] } }] },
      { emoji: '🎉é' },
      { control: 'a\u0018b' },
    ];
    await append(values.map((data) => jsonEvent({ type: 'Json', data })));
    expect((await read()).map(({ data }) => data)).toEqual(values);
  });
  it('39 binary data with every byte', async () => {
    const data = Uint8Array.from({ length: 256 }, (_, index) => index);
    await append(binaryEvent({ type: 'Binary', data }));
    const [found] = await read();
    expect(found?.isJson).toBe(false);
    expect(found?.isJson === false && [...found.data]).toEqual([...data]);
  });
  it('40 metadata as JSON, as bytes and absent', async () => {
    const bytes = Uint8Array.from([0, 255, 1, 254]);
    await append([
      jsonEvent({ type: 'M', data: {}, metadata: { by: 'me' } }),
      jsonEvent({ type: 'M', data: {}, metadata: bytes }),
      jsonEvent({ type: 'M', data: {} }),
    ]);
    const [first, second, third] = await read();
    expect(first?.metadata).toEqual({ by: 'me' });
    expect(second?.metadata instanceof Uint8Array && [...second.metadata]).toEqual([...bytes]);
    expect(third?.metadata).toBeUndefined();
  });
  it('41 names of streams and types in any script', async () => {
    stream = `Straße / a@b 日本 🎉 ${randomUUID()}`;
    await expect(read()).rejects.toMatchObject({ streamName: stream });
    await append(event({}, 'Größe / x@y 型 🎉'), 'no_stream');
    const [found] = await read();
    expect(found).toMatchObject({ streamId: stream, type: 'Größe / x@y 型 🎉' });
    expect(await refusal(event(), 'no_stream')).toEqual({ expected: 'no_stream', actual: 0n });
  });
  it('42 created is a time between before and after', async () => {
    const before = Date.now();
    await append(event());
    const [found] = await read();
    expect(found?.created.getTime()).toBeGreaterThanOrEqual(before - 1);
    expect(found?.created.getTime()).toBeLessThanOrEqual(Date.now() + 1);
  });
  it('43 a deadline that passes before 30,000 events are there', async () => {
    await expect(server.client.appendToStream(stream, numbered(30_000), { deadline: 1 })).rejects.toThrow(
      DeadlineExceededError,
    );
    await expect(read()).rejects.toThrow(StreamNotFoundError);
  });
  it('119 no events, both paths: a position not below that of any acknowledged append', async () => {
    const before = await server.client.appendToStream(unique('append'), event());
    for (const options of [{}, { credentials: server.credentials }]) {
      const { success, position } = await server.client.appendToStream(stream, [], options);
      expect(success).toBe(true);
      expect(position?.commit).toBeGreaterThanOrEqual(before.position?.commit ?? 0n);
    }
  });
});
