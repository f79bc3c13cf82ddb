import { randomBytes, randomUUID } from 'node:crypto';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { connectWriter } from './connection';
import { insertGroup } from './insert-group';
import { streamKey } from './stream-key';
import { pageOfAll, pageOfStream } from './pages';
import { LogVerification } from './verify-log';

const SMALL = 200;
const LARGE = 12;
const SIZE = 200_000;

describe('a page of the log', () => {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await sharedDatabase('pages');
    const writer = await connectWriter(database.url);
    const rows = Array.from({ length: SMALL + LARGE }, (_, index) => ({
      streamId: 1,
      streamKey: index === 0 ? streamKey('mixed') : undefined,
      event: {
        position: index + 1,
        stream: 'mixed',
        revision: index,
        id: randomUUID(),
        type: 'Mixed',
        isJson: false,
        created: 0,
        data: randomBytes(index < SMALL ? 10 : SIZE),
        metadata: Buffer.alloc(0),
      },
    }));
    await insertGroup(writer.client, rows);
    await writer.client.end();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const all = { low: 1, high: SMALL + LARGE, limit: 1000 };

  it('holds 512 KiB and one event at most, however many were asked for and however small the ones before were', async () => {
    const forwards = await pageOfAll(client, 'forwards', all);
    expect(forwards).toHaveLength(SMALL + 3);
    const backwards = await pageOfAll(client, 'backwards', all);
    expect(backwards.map(({ position }) => position)).toEqual([SMALL + LARGE, SMALL + LARGE - 1, SMALL + LARGE - 2]);
    const stream = await pageOfStream(client, 'forwards', {
      ...all,
      low: SMALL,
      high: SMALL + LARGE - 1,
      id: 1,
      name: 'mixed',
    });
    expect(stream.map(({ revision }) => revision)).toEqual([SMALL, SMALL + 1, SMALL + 2]);
  });

  it('is verified in such pages, too', async () => {
    const verification = new LogVerification(client, true);
    await verification.verify({ from: 1, to: SMALL + LARGE });
    expect(verification.result).toMatchObject({ events: SMALL + LARGE, streams: 1, damages: [] });
    await expect(
      pageOfAll(client, 'forwards', { low: SMALL + LARGE, high: SMALL + LARGE + 1, limit: 10 }),
    ).rejects.toThrow(`damaged at position ${SMALL + LARGE + 1} (the event is missing)`);
  });
});
