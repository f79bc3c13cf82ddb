import { randomBytes, randomUUID } from 'node:crypto';
import { connect, type ClientHttp2Session } from 'node:http2';
import { field, message, varint } from '@annals/protobuf';
import { status, type ServiceError } from '@grpc/grpc-js';
import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { follow, said } from './contract/follow';
import { all, errorOf, event, numbered, unique } from './contract/server-under-test';
import { startEventStore, type EventStoreServer } from './server';
import { FINAL, RawClient, STREAMS, correlation, decodeAnswer, options, proposed, same } from './testing/raw-client';

describe('hostile input', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let client: EventStoreDBClient;
  let raw: RawClient;
  beforeAll(async () => {
    database = await sharedDatabase('hostile');
    server = await startEventStore({ databaseUrl: database.url, port: 0, report: () => undefined });
    client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    raw = new RawClient(server.port);
  });
  afterEach(async () => {
    // whatever was tried: others are served
    expect((await client.appendToStream(unique('bystander'), event())).success).toBe(true);
  });
  afterAll(async () => {
    raw.close();
    await client.dispose();
    await server.stop();
    await database.drop();
  });

  it('malformed events and options: one answer per append, BadRequest, nothing stored', async () => {
    const stream = unique('hostile');
    const bad = [
      message(correlation(), options(stream), proposed('no-guid'), FINAL),
      message(correlation(), options(stream), proposed(randomUUID(), { 'content-type': 'application/json' }), FINAL),
      message(
        correlation(),
        options(stream),
        proposed(randomUUID(), { type: '', 'content-type': 'application/json' }),
        FINAL,
      ),
      message(correlation(), options(stream), proposed(randomUUID(), { type: 'T' }), FINAL),
      message(
        correlation(),
        options(stream),
        proposed(randomUUID(), { type: 'a\0b', 'content-type': 'application/json' }),
        FINAL,
      ),
      message(correlation(), options(''), proposed(), FINAL),
      message(correlation(), options('$$'), proposed(), FINAL),
      message(correlation(), options('a\0b'), proposed(), FINAL),
      message(correlation(), field(2, field(1, field(3, stream))), proposed(), FINAL),
      message(correlation('no-guid'), options(stream), proposed(), FINAL),
    ];
    const { answers, code } = await raw.batch(...bad);
    expect(code).toBe(status.OK);
    expect(answers.map(({ code: each }) => each)).toEqual(bad.map(() => 3));
    await expect(all(client.readStream(stream))).rejects.toThrow();
  });

  it('late chunks of an answered append, chunks without options, the same correlation again', async () => {
    const stream = unique('hostile');
    const one = correlation();
    const { answers } = await raw.batch(
      message(one, options(stream), proposed('no-guid')),
      message(one, proposed()),
      message(one, proposed(), FINAL), // refused once, the rest ignored
      message(correlation(), proposed(), FINAL), // never begun
      message(one, options(stream), proposed(), FINAL),
    ); // begun anew
    expect(answers.map(({ code: each }) => each)).toEqual([3, 0]);
    expect(await all(client.readStream(stream))).toHaveLength(1);
  });

  it('an append whose last chunk never comes is answered Timeout', async () => {
    const stream = unique('hostile');
    const call = raw.batchAppend();
    call.on('error', () => undefined);
    const sent = Date.now();
    call.write(message(correlation(), options(stream), proposed()));
    const answer = await new Promise<Buffer>((resolve) => {
      call.once('data', resolve);
    });
    expect(decodeAnswer(answer).code).toBe(4);
    expect(Date.now() - sent).toBeLessThan(4000);
    call.cancel();
    await expect(all(client.readStream(stream))).rejects.toThrow();
  });

  it('bytes that are no protobuf end the call that sent them', async () => {
    const junk = [
      Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
      Buffer.from([0x1a, 0x05, 1]),
      Buffer.from([0x0b]),
      Buffer.alloc(40, 0xff),
      Buffer.from([0x00]),
    ];
    for (const bytes of junk) {
      expect((await raw.batch(bytes)).code).toBe(status.INVALID_ARGUMENT);
      expect(await raw.codeOfRead(field(1, bytes))).toBe(status.INVALID_ARGUMENT);
    }
    for (let round = 0; round < 300; round += 1) {
      const bytes = randomBytes(1 + (round % 90));
      await Promise.all([raw.batch(bytes), raw.codeOfRead(bytes), raw.codeOfRead(field(1, bytes))]);
    }
  });

  it('requests that contradict themselves are refused', async () => {
    const stream = field(1, field(1, field(3, 'x')), field(3));
    const [count, subscription, filter, none] = [
      varint(5, 5),
      field(6),
      field(7, field(1, field(2, 'x')), field(4), varint(5, 1)),
      field(8),
    ];
    const allStart = field(2, field(2));
    const senseless = [
      message(stream, count),
      message(stream, none),
      message(count, none),
      message(stream, varint(3, 1), subscription, none),
      message(stream, count, filter),
      message(allStart, count, field(7, field(1, field(2, 'x')), varint(5, 1))),
    ];
    for (const parts of senseless) expect(await raw.codeOfRead(field(1, parts))).toBe(status.INVALID_ARGUMENT);
    expect(
      await raw.codeOfRead(field(1, allStart, subscription, field(7, field(1, field(1, '(')), field(4), varint(5, 1)))),
    ).toBe(status.UNKNOWN);
    expect(await raw.codeOfRead(field(1, allStart, subscription, field(7, field(1, field(2, 'x')), field(4))))).toBe(
      status.UNKNOWN,
    );
  });

  it('a pattern that backtracks without end does not hold up the server', async () => {
    await client.appendToStream(`${'a'.repeat(5000)}!`, numbered(5));
    const one = follow(client.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ regex: '^(a+)+$' }) }));
    await one.until(said('caughtUp'));
    expect(one.events).toEqual([]);
    await one.stop();
  });

  it('events beyond the maximum append size, in one message or in many: one answer, nothing stored, and no memory for what comes after it', async () => {
    const stream = unique('oversized');
    const chunk = (id: Buffer, ...more: Buffer[]): Buffer =>
      message(
        id,
        ...more,
        proposed(randomUUID(), { type: 'T', 'content-type': 'application/json' }, `"${'x'.repeat(300_000)}"`),
      );
    const [one, two] = [correlation(), correlation()];
    const { answers, code } = await raw.batch(
      message(
        one,
        options(stream),
        proposed(randomUUID(), { type: 'T', 'content-type': 'application/json' }, `"${'x'.repeat(1024 * 1024)}"`),
        FINAL,
      ),
      chunk(two, options(stream)),
      ...Array.from({ length: 20 }, () => chunk(two)),
      message(two, FINAL),
    );
    expect(code).toBe(status.OK);
    expect(answers.map(({ code: each }) => each)).toEqual([3, 3]);
    await expect(all(client.readStream(stream))).rejects.toThrow();
  });

  it('a message beyond 20 MiB ends its own call only', async () => {
    const { code } = await raw.batch(Buffer.alloc(21 * 1024 * 1024, 1));
    expect(code).toBe(status.RESOURCE_EXHAUSTED);
  });

  it('unknown methods are unimplemented, and HTTP/2 without gRPC is refused', async () => {
    const error = await new Promise<ServiceError | null>((resolve) => {
      raw.grpc.makeUnaryRequest(`${STREAMS}/Nothing`, same, same, Buffer.alloc(0), resolve);
    });
    expect(error?.code).toBe(status.UNIMPLEMENTED);
    const session: ClientHttp2Session = connect(`http://127.0.0.1:${server.port}`);
    const request = session.request({ ':path': '/', ':method': 'GET' });
    const code = await new Promise((resolve) => {
      request.once('response', (headers) => {
        resolve(headers[':status']);
      });
    });
    expect(code).toBe(415);
    session.close();
  });

  it('names beyond any index and any header: 70,000 characters', async () => {
    const name = `${'ü'.repeat(70_000)}${randomUUID()}`;
    await client.appendToStream(name, event({}, 't'.repeat(70_000)));
    expect(await all(client.readStream(name))).toMatchObject([{ event: { streamId: name, type: 't'.repeat(70_000) } }]);
    await client.tombstoneStream(name);
    expect(await errorOf(all(client.readStream(name)))).toMatchObject({ type: 'stream-deleted' });
  });
});
