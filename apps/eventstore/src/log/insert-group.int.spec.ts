import { Client } from 'pg';
import { sharedDatabase } from '@annals/testing';
import { insertGroup, type NewRow } from './insert-group';
import { prepareTables } from './schema';
import { TOMBSTONE } from './types';

const row = (position: number, revision: number, streamId: number): NewRow => ({ streamId, event: {
  position, revision, stream: 'größe-1', id: `0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9`, type: 'Happened', isJson: false, created: 1, data: Buffer.from([0, 0xff]), metadata: Buffer.alloc(0) } });

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

  it('arrives bit for bit: numbers beyond 32 bits, the revision of a tombstone, ids, names in UTF-8 and their digests', async () => {
    await insertGroup(client, [row(2 ** 53 - 1, 2 ** 32 + 7, 2 ** 40), row(1, TOMBSTONE, 2 ** 31)], [{ id: 2 ** 40, name: 'größe-1' }]);
    // A lone event goes another way.
    await insertGroup(client, [row(2 ** 52, 2 ** 32 + 8, 2 ** 40 + 1)], [{ id: 2 ** 40 + 1, name: 'größe-2' }]);
    await insertGroup(client, [row(2, TOMBSTONE, 2 ** 40 + 1)], []);
    const events = await client.query(`SELECT position, stream_id, revision, event_id, length(frame) > 60 AS framed FROM eventstore.events ORDER BY position`);
    expect(events.rows).toEqual([
      { position: '1', stream_id: '2147483648', revision: '9223372036854775807', event_id: '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9', framed: true },
      { position: '2', stream_id: '1099511627777', revision: '9223372036854775807', event_id: '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9', framed: true },
      { position: '4503599627370496', stream_id: '1099511627777', revision: '4294967304', event_id: '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9', framed: true },
      { position: '9007199254740991', stream_id: '1099511627776', revision: '4294967303', event_id: '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9', framed: true }]);
    const streams = await client.query(`SELECT id, name FROM eventstore.streams WHERE digest = sha256(convert_to(name, 'UTF8')) ORDER BY id`);
    expect(streams.rows).toEqual([{ id: '1099511627776', name: 'größe-1' }, { id: '1099511627777', name: 'größe-2' }]);
  });

  it('is stored as a whole or not at all, and the connection goes on', async () => {
    await insertGroup(client, [row(10, 0, 50)], [{ id: 50, name: 'first' }]);
    await expect(insertGroup(client, [row(11, 1, 51), row(10, 2, 51)], [{ id: 51, name: 'second' }])).rejects.toThrow('duplicate key');
    await expect(insertGroup(client, [row(12, 3, 51)], [{ id: 50, name: 'third' }])).rejects.toThrow('duplicate key');
    await insertGroup(client, [row(13, 4, 50)], []);
    const { rows } = await client.query('SELECT array_agg(position ORDER BY position) AS positions, (SELECT array_agg(name) FROM eventstore.streams WHERE id IN (50, 51)) AS names FROM eventstore.events WHERE position BETWEEN 10 AND 13');
    expect(rows).toEqual([{ positions: ['10', '13'], names: ['first'] }]);
  });
});
