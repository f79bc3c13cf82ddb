import { status } from '@grpc/grpc-js';
import { EventStoreDBClient, MaxAppendSizeExceededError, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { all, errorOf } from '../contract/server-under-test';
import { startEventStore, type EventStoreServer } from '../server';
import { FINAL, RawClient, correlation, options, proposed } from '../testing/raw-client';
import { message } from '../wire/writer';
import { MAX_APPEND_EVENTS } from './limits';

const LARGE = 900_000;
jest.setTimeout(60_000);

describe('the limits of appends', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let raw: RawClient;
  beforeAll(async () => {
    database = await sharedDatabase('limits');
    server = await startEventStore({ databaseUrl: database.url, port: 0, report: () => undefined });
    raw = new RawClient(server.port);
  });
  afterAll(async () => {
    raw.close();
    await server.stop();
    await database.drop();
  });

  const events = (count: number): Buffer => Buffer.concat(Array.from<Buffer>({ length: count }).fill(proposed()));

  it('more events than an append may have, in one message or in two, are answered once as too large', async () => {
    const [one, two] = [correlation(), correlation()];
    const { answers } = await raw.batch(message(one, options('many'), events(MAX_APPEND_EVENTS + 1), FINAL),
      message(two, options('many'), events(MAX_APPEND_EVENTS / 2)), message(two, events(MAX_APPEND_EVENTS / 2 + 1), FINAL));
    expect(answers.map(({ code }) => code)).toEqual([status.INVALID_ARGUMENT, status.INVALID_ARGUMENT]);
  });

  it('so they are by Append, and the official client says so', async () => {
    const client = EventStoreDBClient.connectionString(`esdb://127.0.0.1:${server.port}?tls=false`);
    const tiny = jsonEvent({ type: 'T', data: 1 });
    const error = await errorOf(client.appendToStream('many', Array.from({ length: MAX_APPEND_EVENTS + 1 }, () => tiny), { credentials: { username: 'u', password: 'p' } }));
    expect(error).toBeInstanceOf(MaxAppendSizeExceededError);
    expect(await all(client.readAll({ filter: streamNameFilter({ prefixes: ['many'] }) }))).toEqual([]);
    await client.dispose();
  });

  it('appends whose end does not come need room: beyond it nobody is listened to until they are given up', async () => {
    const ids = Array.from({ length: 80 }, () => correlation());
    const large = proposed(undefined, undefined, 'x'.repeat(LARGE));
    const { answers } = await raw.batch(...ids.map((id) => message(id, options('unfinished'), large)), ...ids.map((id) => message(id, FINAL)));
    expect(answers).toHaveLength(ids.length);
    expect(answers.filter(({ code }) => code === status.DEADLINE_EXCEEDED).length).toBeGreaterThan(70);
    const after = await raw.batch(message(correlation(), options('after'), proposed(), FINAL));
    expect(after.answers).toMatchObject([{ code: 0 }]);
  });
});
