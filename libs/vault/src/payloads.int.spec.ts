import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { plus, type Instant } from '@annals/kernel';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { erasureJournalBeside, migrateVault, Vault } from './index';

const ROLE = 'annals_api';
const kind = 'logo';

describe('payloads in the vault', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  const folder = mkdtempSync(join(tmpdir(), 'payloads-'));
  let database: TestDatabase;
  let owner: Client;
  let vault: Vault;
  let now: Instant = '2026-06-03T10:00:00.000Z';
  let organizationId: string;
  beforeAll(async () => {
    database = await sharedDatabase('payloads');
    await migrateVault(database.url, ROLE);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    const erasureJournal = erasureJournalBeside(join(folder, 'secrets.json'));
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE, erasureJournal, clock: () => now });
  });
  beforeEach(() => {
    organizationId = randomUUID();
  });
  afterAll(async () => {
    await Promise.all([vault.close(), owner.end()]);
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  const put = (bytes = randomBytes(1000)) => vault.payloads.put({ organizationId, kind }, bytes);
  const stored = async () => {
    const { rows } = await owner.query<{ digest: string; sealed: Buffer }>(
      'SELECT digest, sealed FROM vault.payloads WHERE organization_id = $1 ORDER BY put_at, digest',
      [organizationId],
    );
    return rows;
  };
  const digests = async () => (await stored()).map(({ digest }) => digest);

  it('are stored sealed, named by the digest of what is stored, and read only where they belong', async () => {
    const bytes = Buffer.from('zephyrine-kraken');
    const payload = await put(bytes);
    const [row] = await stored();
    expect(row?.sealed.includes(bytes)).toBe(false);
    expect(payload.digest).toBe(
      createHash('sha256')
        .update(row?.sealed ?? '')
        .digest('hex'),
    );
    expect(await vault.payloads.read(payload)).toEqual(bytes);
    expect(await vault.payloads.read({ ...payload, organizationId: randomUUID() })).toBeUndefined();
    expect(await vault.payloads.read({ ...payload, kind: 'other' })).toBeUndefined();
    const moved = randomUUID();
    await owner.query('UPDATE vault.payloads SET organization_id = $2 WHERE organization_id = $1', [
      organizationId,
      moved,
    ]);
    await expect(vault.payloads.read({ ...payload, organizationId: moved })).rejects.toThrow();
  });

  it('are one that counts of a kind; what may still be named by an event on its way stays for a day', async () => {
    const first = await put();
    await vault.payloads.keepOnly({ organizationId, kind }, first.digest);
    const [second, onItsWay] = [await put(), await put()];
    await vault.payloads.keepOnly({ organizationId, kind }, second.digest);
    expect((await digests()).sort()).toEqual([second.digest, onItsWay.digest].sort());
    now = plus(now, { hours: 25 });
    await vault.payloads.keepOnly({ organizationId, kind }, second.digest);
    expect(await digests()).toEqual([second.digest]);
    await vault.payloads.keepOnly({ organizationId, kind }, undefined);
    expect(await digests()).toEqual([]);
  });

  it('go with their key, also where a restored backup brings them back', async () => {
    const { digest } = await put();
    const copy = await owner.query<{ row: string }>(
      'SELECT to_jsonb(p)::text AS row FROM vault.payloads p WHERE digest = $1',
      [digest],
    );
    const wrapped = await owner.query<{ wrapped: Buffer }>('SELECT wrapped FROM vault.keys WHERE scope = $1', [
      organizationId,
    ]);
    await vault.keys.destroyScope(organizationId, []);
    expect(await digests()).toEqual([]);
    await expect(put()).rejects.toThrow('destroyed');

    await owner.query('INSERT INTO vault.payloads SELECT * FROM jsonb_populate_record(NULL::vault.payloads, $1)', [
      copy.rows[0]?.row,
    ]);
    await owner.query('UPDATE vault.keys SET wrapped = $2, destroyed_at = NULL WHERE scope = $1', [
      organizationId,
      wrapped.rows[0]?.wrapped,
    ]);
    expect(await vault.keys.replayErasures()).toBe(1);
    expect(await digests()).toEqual([]);
  });
});
