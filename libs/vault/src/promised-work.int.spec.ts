import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrateVault, Vault } from './index';

describe('B8: work that was promised', () => {
  let database: TestDatabase;
  let owner: Client;
  let [one, other]: Vault[] = [];
  beforeAll(async () => {
    database = await sharedDatabase('promised_work');
    await migrateVault(database.url, 'annals_api');
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    [one, other] = [1, 2].map(() => new Vault({ databaseUrl: database.url, secrets, role: 'annals_api' }));
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterAll(async () => {
    await Promise.all(
      [one, other].map(async (vault) => {
        await vault?.close();
      }),
    );
    await owner.end();
    await database.drop();
  });
  const leasesRunOut = () => owner.query(`UPDATE vault.promised_work SET due = now() - interval '1 second'`);

  it('is its own process’s for ten seconds, then whoever looks first has it, until it is removed', async () => {
    const work = { id: randomUUID(), name: 'sign-up', payload: { email: 'mia@acme.example' } };
    await one?.promisedWorks.put(work);
    await one?.promisedWorks.put(work);
    expect(await other?.promisedWorks.take(10)).toEqual([]);
    await leasesRunOut();
    const taken = await Promise.all([one, other].map(async (vault) => await vault?.promisedWorks.take(10)));
    expect(taken.flat()).toEqual([{ ...work, tries: 1 }]);
    await leasesRunOut();
    expect(await other?.promisedWorks.take(10)).toEqual([{ ...work, tries: 2 }]);
    await one?.promisedWorks.remove(work.id);
    await leasesRunOut();
    expect(await other?.promisedWorks.take(10)).toEqual([]);
  });

  it('names nobody to who reads the table', async () => {
    await one?.promisedWorks.put({ id: randomUUID(), name: 'forgot', payload: { email: 'mia@acme.example' } });
    const { rows } = await owner.query<{ payload: Buffer }>('SELECT payload FROM vault.promised_work');
    expect(Buffer.concat(rows.map(({ payload }) => payload)).toString('latin1')).not.toContain('mia@');
  });
});
