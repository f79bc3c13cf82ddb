import { BYTES, field, message } from '@annals/protobuf';
import { status, type ServiceError } from '@grpc/grpc-js';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { startEventStore, type EventStoreServer } from '../server';
import { FINAL, RawClient, STREAMS, correlation, options, proposed, same } from '../testing/raw-client';
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
    const { answers } = await raw.batch(
      message(one, options('many'), events(MAX_APPEND_EVENTS + 1), FINAL),
      message(two, options('many'), events(MAX_APPEND_EVENTS / 2)),
      message(two, events(MAX_APPEND_EVENTS / 2 + 1), FINAL),
    );
    expect(answers.map(({ code }) => code)).toEqual([status.INVALID_ARGUMENT, status.INVALID_ARGUMENT]);
  });

  it('so they are by Append', async () => {
    const each = proposed();
    each[0] = BYTES(2); // the same message under the number it has here
    const failure = await new Promise<ServiceError | null>((resolve) => {
      const call = raw.grpc.makeClientStreamRequest(`${STREAMS}/Append`, same, same, resolve);
      call.on('error', () => undefined); // writing ends when the answer is there
      call.write(field(1, field(1, field(3, 'many')), field(4)));
      for (let count = 0; count <= MAX_APPEND_EVENTS; count += 1) call.write(each);
      call.end();
    });
    expect(failure?.code).toBe(status.INVALID_ARGUMENT);
    expect(failure?.metadata.get('exception')).toEqual(['maximum-append-size-exceeded']);
  });

  it('appends whose end does not come need room: beyond it nobody is listened to until they are given up', async () => {
    const ids = Array.from({ length: 80 }, () => correlation());
    const large = proposed(undefined, undefined, 'x'.repeat(LARGE));
    const { answers } = await raw.batch(
      ...ids.map((id) => message(id, options('unfinished'), large)),
      ...ids.map((id) => message(id, FINAL)),
    );
    expect(answers).toHaveLength(ids.length);
    expect(answers[0]?.code).toBe(status.DEADLINE_EXCEEDED); // its end was sent behind what nobody listened to
    const after = await raw.batch(message(correlation(), options('after'), proposed(), FINAL));
    expect(after.answers).toMatchObject([{ code: 0 }]);
  });
});
