import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { Client } from 'pg';
import { erasureJournalBeside, migrateVault, Vault, vaultTables } from './index';
import type { Snapshot } from './snapshots';

const ROLE = 'annals_api';

describe('snapshots in the vault', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  let folder: string;
  let database: TestDatabase;
  let owner: Client;
  let here: Vault;
  let elsewhere: Vault;
  let keyId: string;
  let organizationId: string;
  let stream: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
    database = await sharedDatabase('snapshots');
    await migrateVault(database.url, ROLE);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    const erasureJournal = erasureJournalBeside(join(folder, 'secrets.json'));
    const open = () => new Vault({ databaseUrl: database.url, secrets, role: ROLE, erasureJournal });
    [here, elsewhere] = [open(), open()];
  });
  beforeEach(async () => {
    organizationId = randomUUID();
    stream = `house-${organizationId}`;
    keyId = (await here.keys.forSubject(organizationId, 'organization')).id;
  });
  afterAll(async () => {
    await Promise.all([here.close(), elsewhere.close(), owner.end()]);
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  const snapshot = (changed: Partial<Snapshot> = {}): Snapshot => ({
    ...{ stream, revision: 5000, version: 'v1', keyId, sealed: randomBytes(100) },
    ...changed,
  });
  const found = (version = 'v1') => elsewhere.snapshots.find(stream, version);

  it('are found by another process, as they were kept, under their version only', async () => {
    const kept = snapshot({ sealed: randomBytes(50_001) }); // in several parts, the last one shorter
    await here.snapshots.put(kept);
    expect(await found()).toEqual(kept);
    expect(await found('v2')).toBeUndefined();
    expect(await elsewhere.snapshots.find(`house-${randomUUID()}`, 'v1')).toBeUndefined();
  });

  it('are one for each stream: the greater revision stays, whoever comes first, and however many come at once', async () => {
    const [earlier, later] = [snapshot(), snapshot({ revision: 10_001 })];
    await here.snapshots.put(later);
    await elsewhere.snapshots.put(earlier);
    expect(await found()).toEqual(later);
    const many = Array.from({ length: 20 }, (_, n) => snapshot({ revision: 20_000 + ((n * 7) % 20) }));
    await Promise.all(many.map((each, n) => (n % 2 === 0 ? here : elsewhere).snapshots.put(each)));
    expect((await found())?.revision).toBe(20_019);
    expect((await owner.query('SELECT FROM vault.snapshots WHERE stream = $1', [stream])).rowCount).toBe(1);
  });

  it('make room for those of another version, also of an earlier revision', async () => {
    await here.snapshots.put(snapshot({ revision: 6000 }));
    const other = snapshot({ version: 'v2' });
    await here.snapshots.put(other);
    expect([await found('v1'), await found('v2')]).toEqual([undefined, other]);
  });

  it('are discarded exactly: not one that came meanwhile', async () => {
    const [earlier, later] = [snapshot(), snapshot({ revision: 10_001 })];
    await here.snapshots.put(later);
    await here.snapshots.discard(earlier);
    await here.snapshots.discard({ ...later, version: 'v2' });
    expect(await found()).toEqual(later);
    await here.snapshots.discard(later);
    expect(await found()).toBeUndefined();
  });

  it('go with their key, and none is kept under a key that is gone or unknown', async () => {
    const theirKey = await here.keys.forSubject(randomUUID(), 'organization');
    const theirs = snapshot({ stream: `house-${randomUUID()}`, keyId: theirKey.id });
    await here.snapshots.put(theirs);
    await here.snapshots.put(snapshot());
    await here.keys.destroy(organizationId, 'organization');
    expect(await found()).toBeUndefined();
    await elsewhere.snapshots.put(snapshot());
    await elsewhere.snapshots.put(snapshot({ keyId: randomUUID() }));
    expect(await found()).toBeUndefined();
    expect(await here.snapshots.find(theirs.stream, 'v1')).toEqual(theirs);
  });

  it('of which one is written while its key is destroyed leave none behind', async () => {
    for (let round = 0; round < 20; round += 1) {
      const scope = randomUUID();
      const { id } = await here.keys.forSubject(scope, 'organization');
      const written = Array.from({ length: 4 }, (_, n) =>
        elsewhere.snapshots.put(snapshot({ revision: n, keyId: id, stream: scope })),
      );
      await Promise.all([...written, here.keys.destroy(scope, 'organization')]);
      expect(await here.snapshots.find(scope, 'v1')).toBeUndefined();
    }
  });

  it('go when an erasure is done again that a crash left half done', async () => {
    await here.keys.destroy(organizationId, 'organization');
    await owner.query(
      'INSERT INTO vault.snapshots (stream, revision, version, key_id, sealed) VALUES ($1, 1, $2, $3, $4)',
      [stream, 'v1', keyId, Buffer.from('x')],
    );
    await here.keys.replayErasures();
    expect(await found()).toBeUndefined();
  });

  it('are in no backup, and gone where a vault forgets what rests on later events', async () => {
    expect(vaultTables).not.toContain('snapshots');
    await here.snapshots.put(snapshot());
    await here.restores.forgetBeyond('2026-01-01T00:00:00.000Z');
    expect(await found()).toBeUndefined();
  });
});
