import { Client } from 'pg';
import { sharedDatabase, type TestDatabase } from '@annals/testing';

jest.setTimeout(60_000);

describe('the shared test database', () => {
  let databases: TestDatabase[];
  beforeAll(async () => {
    databases = [await sharedDatabase('one'), await sharedDatabase('two')];
  });
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('gives every caller an empty database of its own, durable and with checksums', async () => {
    const seen: unknown[] = [];
    for (const { url } of databases) {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query('CREATE TABLE note (text text)');
      seen.push(
        (
          await client.query(
            `SELECT current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums, current_setting('server_version_num')::int / 10000 AS major`,
          )
        ).rows[0],
      );
      await client.end();
    }
    expect(seen).toEqual([
      { fsync: 'on', checksums: 'on', major: 18 },
      { fsync: 'on', checksums: 'on', major: 18 },
    ]);
  });
});
