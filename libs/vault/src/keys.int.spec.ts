import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { KeyDestroyed, migrateVault, MissingKey, Vault } from './index';

const ROLE = 'annals_api';

describe('keys', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  let database: TestDatabase;
  let owner: Client;
  let vaults: Vault[] = [];
  const open = (keyEncryptionKey = secrets.keyEncryptionKey): Vault => {
    const vault = new Vault({ databaseUrl: database.url, secrets: { ...secrets, keyEncryptionKey }, role: ROLE });
    vaults.push(vault);
    return vault;
  };
  beforeAll(async () => {
    database = await sharedDatabase('keys');
    await migrateVault(database.url, ROLE);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  afterEach(async () => {
    await Promise.all(vaults.map((vault) => vault.close()));
    vaults = [];
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('are minted once for a subject, whoever asks and however many at once', async () => {
    const [a, b] = [open(), open()];
    const minted = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? a : b).keys.forSubject('org', 'anna')),
    );
    expect(new Set(minted.map(({ id, key }) => `${id} ${key.toString('hex')}`)).size).toBe(1);
    expect((await a.keys.forSubject('other org', 'anna')).id).not.toBe(minted[0]?.id);
  });

  it('are on disk before they are used: another process opens them by id', async () => {
    const { id, key } = await open().keys.forSubject('account', randomUUID());
    expect((await open().keys.open([id, id])).get(id)).toEqual(key);
  });

  it('are stored wrapped only, and open with nothing but their key-encryption key and in their own row', async () => {
    const [one, two] = [
      await open().keys.forSubject('org', randomUUID()),
      await open().keys.forSubject('org', randomUUID()),
    ];
    const { rows } = await owner.query<{ wrapped: Buffer }>('SELECT wrapped FROM vault.keys WHERE wrapped IS NOT NULL');
    expect(rows.filter((row) => [one, two].some(({ key }) => row.wrapped.includes(key)))).toEqual([]);
    await expect(open(randomBytes(32)).keys.open([one.id])).rejects.toThrow('does not open');
    await owner.query('UPDATE vault.keys SET wrapped = (SELECT wrapped FROM vault.keys WHERE id = $1) WHERE id = $2', [
      two.id,
      one.id,
    ]);
    await expect(open().keys.open([one.id])).rejects.toThrow('does not open');
  });

  it('leave a tombstone when destroyed, and the subject never gets another', async () => {
    const vault = open();
    const subject = randomUUID();
    const { id } = await vault.keys.forSubject('org', subject);
    await vault.keys.destroy('org', subject);
    await vault.keys.destroy('org', subject);
    for (const each of [vault, open()]) {
      expect((await each.keys.open([id])).get(id)).toBe('destroyed');
      await expect(each.keys.forSubject('org', subject)).rejects.toThrow(KeyDestroyed);
    }
    const { rows } = await owner.query<{ wrapped: Buffer | null; destroyed: boolean }>(
      'SELECT wrapped, destroyed_at IS NOT NULL AS destroyed FROM vault.keys WHERE id = $1',
      [id],
    );
    expect(rows).toEqual([{ wrapped: null, destroyed: true }]);
  });

  it('take with them what their subject claimed in that scope, and nothing else', async () => {
    const vault = open();
    const [subject, other] = [randomUUID(), randomUUID()];
    const email = (value: string, scope = 'org') => ({ scope, kind: 'email', value: `${subject} ${value}` });
    await vault.claims.confirm({ ...email('held'), holder: subject });
    await vault.claims.take({ ...email('pending'), holder: subject });
    await vault.claims.confirm({ ...email('elsewhere', 'account'), holder: subject });
    await vault.claims.confirm({ ...email('theirs'), holder: other });
    await vault.keys.destroy('org', subject);
    const found = await Promise.all(
      [email('held'), email('pending'), email('elsewhere', 'account'), email('theirs')].map((claim) =>
        vault.claims.find(claim),
      ),
    );
    expect(found.map((claim) => claim?.holder)).toEqual([undefined, undefined, subject, other]);
  });

  it('can be destroyed before the first use, so that there never is one', async () => {
    const subject = randomUUID();
    await open().keys.destroy('org', subject);
    await expect(open().keys.forSubject('org', subject)).rejects.toThrow(KeyDestroyed);
  });

  it('S14: are forgotten by every process within 5 seconds', async () => {
    const [eraser, other] = [open(), open()];
    const subject = randomUUID();
    const { id } = await other.keys.forSubject('org', subject);
    expect((await other.keys.open([id])).get(id)).toBeInstanceOf(Buffer);
    await eraser.keys.destroy('org', subject);
    const start = performance.now();
    while ((await other.keys.open([id])).get(id) !== 'destroyed') expect(performance.now() - start).toBeLessThan(5_000);
    await expect(other.keys.forSubject('org', subject)).rejects.toThrow(KeyDestroyed);
  });

  it('that are missing without a tombstone are a fault, never erased', async () => {
    const vault = open();
    const { id } = await vault.keys.forSubject('org', randomUUID());
    const lost = randomUUID();
    await expect(vault.keys.open([id, lost])).rejects.toThrow(MissingKey);
    await expect(vault.keys.open([id, lost])).rejects.toMatchObject({ ids: [lost] });
    expect(await vault.keys.open([])).toEqual(new Map());
  });

  it('cannot be removed by the role of the API, which owns nothing', async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`SET ROLE ${ROLE}`);
    await expect(client.query('DELETE FROM vault.keys')).rejects.toThrow('permission denied');
    await expect(client.query('ALTER TABLE vault.keys ADD COLUMN x int')).rejects.toThrow('must be owner');
    await client.end();
    expect(
      (await owner.query(`SELECT FROM pg_tables WHERE schemaname = 'vault' AND tableowner = $1`, [ROLE])).rowCount,
    ).toBe(0);
  });

  it('works for an owner of the database who is no superuser', async () => {
    const fresh = await sharedDatabase('owned');
    const admin = new Client({ connectionString: fresh.url });
    await admin.connect();
    const [login, role] = [`owner_${randomBytes(4).toString('hex')}`, `api_${randomBytes(4).toString('hex')}`];
    const url = new URL(fresh.url);
    await admin.query(
      `CREATE ROLE ${login} LOGIN CREATEROLE PASSWORD 'spec'; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO ${login}`,
    );
    [url.username, url.password] = [login, 'spec'];
    await migrateVault(url.href, role);
    const vault = new Vault({ databaseUrl: url.href, secrets, role });
    const { id, key } = await vault.keys.forSubject('org', 'anna');
    expect((await vault.keys.open([id])).get(id)).toEqual(key);
    await vault.close();
    await admin.query(
      `DROP OWNED BY ${login} CASCADE; DROP OWNED BY ${role}; ALTER DATABASE ${url.pathname.slice(1)} OWNER TO CURRENT_USER; DROP ROLE ${role}; DROP ROLE ${login}`,
    );
    await admin.end();
    await fresh.drop();
  });

  it('migrating again, by many at once, changes nothing and fails nobody', async () => {
    const fresh = await sharedDatabase('migrate');
    await Promise.all(Array.from({ length: 5 }, () => migrateVault(fresh.url, ROLE)));
    await migrateVault(fresh.url, ROLE);
    await fresh.drop();
  });
});
