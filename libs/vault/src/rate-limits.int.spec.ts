import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrateVault, Vault, type RateLimit } from './index';

describe('C1: rate limits', () => {
  let database: TestDatabase;
  let processes: Vault[];
  beforeAll(async () => {
    database = await sharedDatabase('rate_limits');
    await migrateVault(database.url, 'annals_api');
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    processes = [1, 2].map(() => new Vault({ databaseUrl: database.url, secrets, role: 'annals_api' }));
  });
  afterAll(async () => {
    await Promise.all(processes.map((vault) => vault.close()));
    await database.drop();
  });

  const aLimit = (times: number, seconds = 3_600): RateLimit => ({
    name: `limit-${randomUUID().slice(0, 8)}`,
    times,
    seconds,
  });
  const spend = async (n: number, limit: RateLimit, of: string) => processes[n % 2]?.rateLimits.spend([{ limit, of }]);

  it('let exactly so many through, of all processes together, and say when there is room again', async () => {
    const limit = aLimit(10);
    const waits = await Promise.all(Array.from({ length: 60 }, (_, n) => spend(n, limit, 'mia@acme.example')));
    expect(waits.filter((wait) => wait === undefined)).toHaveLength(10);
    for (const wait of waits) if (wait !== undefined) expect(wait > 3_500 && wait <= 3_600).toBe(true);
    expect(await spend(0, limit, 'nia@acme.example')).toBeUndefined();
    expect(await spend(0, aLimit(10), 'mia@acme.example')).toBeUndefined();
  });

  it('count nothing against a limit that comes after one that is reached', async () => {
    const [narrow, wide] = [aLimit(1), aLimit(3)];
    for (let n = 0; n < 9; n += 1)
      await processes[0]?.rateLimits.spend([
        { limit: narrow, of: 'a' },
        { limit: wide, of: 'b' },
      ]);
    expect([await spend(0, wide, 'b'), await spend(0, wide, 'b'), typeof (await spend(0, wide, 'b'))]).toEqual([
      undefined,
      undefined,
      'number',
    ]);
  });

  it('hold nobody back for a clock that was ahead, keep no value, and forget what has run out', async () => {
    const limit = aLimit(1);
    await spend(0, limit, 'mia@acme.example');
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query('UPDATE vault.rate_limits SET expire = expire + 7200000');
    expect(await spend(0, limit, 'mia@acme.example')).toBeUndefined();
    const {
      rows: [stored],
    } = await client.query<{ all: string }>('SELECT string_agg(key, chr(10)) AS all FROM vault.rate_limits');
    expect(stored?.all).not.toMatch(/acme/);
    await client.query('UPDATE vault.rate_limits SET expire = 0');
    await processes[0]?.purge();
    const { rows } = await client.query('SELECT FROM vault.rate_limits');
    await client.end();
    expect(rows).toHaveLength(0);
  });
});
