import { Client } from 'pg';
import { sharedDatabase } from '@annals/testing';
import { insertGroup, type NewRow } from './insert-group';
import { prepareTables } from './schema';
import { streamKey } from './stream-key';
import { TOMBSTONE } from './types';

const ID = '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';
const row = (position: number, revision: number, streamId: number, begins?: string): NewRow => ({
  streamId,
  streamKey: begins === undefined ? undefined : streamKey(begins),
  event: {
    position,
    revision,
    stream: 'größe-1',
    id: ID,
    type: 'Happened',
    isJson: false,
    created: 1,
    data: Buffer.from([0, 0xff]),
    metadata: Buffer.alloc(0),
  },
});

describe('a group on its way into the tables', () => {
  let database: Awaited<ReturnType<typeof sharedDatabase>>;
  let client: Client;
  beforeAll(async () => {
    database = await sharedDatabase('groups');
    client = new Client({ connectionString: database.url });
    await client.connect();
    await prepareTables(client, () => undefined);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('arrives bit for bit: numbers beyond 32 bits, the revision of a tombstone, ids, names in UTF-8', async () => {
    await insertGroup(client, [row(2 ** 53 - 1, 2 ** 32 + 7, 2 ** 40, 'größe-1'), row(1, TOMBSTONE, 2 ** 31)]);
    // A lone event goes another way.
    await insertGroup(client, [row(2 ** 52, 2 ** 32 + 8, 2 ** 40 + 1, 'größe-2')]);
    await insertGroup(client, [row(2, TOMBSTONE, 2 ** 40 + 1)]);
    const events = await client.query(
      `SELECT position, stream_id, revision, event_id, length(frame) > 60 AS framed, convert_from(stream_key, 'UTF8') AS begins FROM eventstore.events ORDER BY position`,
    );
    expect(events.rows).toEqual([
      {
        position: '1',
        stream_id: '2147483648',
        revision: '9223372036854775807',
        event_id: ID,
        framed: true,
        begins: null,
      },
      {
        position: '2',
        stream_id: '1099511627777',
        revision: '9223372036854775807',
        event_id: ID,
        framed: true,
        begins: null,
      },
      {
        position: '4503599627370496',
        stream_id: '1099511627777',
        revision: '4294967304',
        event_id: ID,
        framed: true,
        begins: 'größe-2',
      },
      {
        position: '9007199254740991',
        stream_id: '1099511627776',
        revision: '4294967303',
        event_id: ID,
        framed: true,
        begins: 'größe-1',
      },
    ]);
  });

  it('is stored as a whole or not at all, and the connection goes on; no name begins two streams', async () => {
    await insertGroup(client, [row(10, 0, 50, 'first')]);
    await expect(insertGroup(client, [row(11, 1, 51, 'second'), row(10, 2, 51)])).rejects.toThrow('duplicate key');
    await expect(insertGroup(client, [row(12, 3, 52, 'first')])).rejects.toThrow('duplicate key');
    await expect(insertGroup(client, [row(12, 3, 52, 'third'), row(14, 0, 53, 'first')])).rejects.toThrow(
      'duplicate key',
    );
    await insertGroup(client, [row(13, 4, 50)]);
    const { rows } = await client.query(
      'SELECT position FROM eventstore.events WHERE position BETWEEN 10 AND 14 ORDER BY position',
    );
    expect(rows).toEqual([{ position: '10' }, { position: '13' }]);
  });
});
