import { randomBytes, randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { ErasureJournal } from './erasure-journal';
import { erasureJournalBeside, ErasureJournalError, KeyDestroyed, migrateVault, Vault } from './index';

const ROLE = 'annals_api';
const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };

describe('the journal of erasures', () => {
  let database: TestDatabase;
  let owner: Client;
  let folder: string;
  let file: string;
  let vault: Vault;
  const open = () => new Vault({ databaseUrl: database.url, secrets, role: ROLE, erasureJournal: file });
  beforeAll(async () => {
    database = await sharedDatabase('journal');
    await migrateVault(database.url, ROLE);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-journal-'));
    file = erasureJournalBeside(join(folder, 'secrets.json'));
    vault = open();
  });
  afterEach(async () => {
    await vault.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('names the key, whose it was and when, for this user of the machine only', async () => {
    const subject = randomUUID();
    const { id } = await vault.keys.forSubject('org', subject);
    await vault.keys.destroy('org', subject);
    expect(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([{ id, scope: 'org', subject, at: expect.any(String) as string }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is written before the key goes: what can’t be written is not erased', async () => {
    const subject = randomUUID();
    const { id } = await vault.keys.forSubject('org', subject);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    await expect(vault.keys.destroy('org', subject)).rejects.toThrow(ErasureJournalError);
    const { rows } = await owner.query('SELECT destroyed_at FROM vault.keys WHERE id = $1', [id]);
    expect(rows).toEqual([{ destroyed_at: null }]);
  });

  it('erases what it holds at the next start, where the database did not commit', async () => {
    const subject = randomUUID();
    const { id, key } = await vault.keys.forSubject('org', subject);
    await owner.query(`CREATE FUNCTION no_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
      CREATE CONSTRAINT TRIGGER no_commit AFTER UPDATE ON vault.keys DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION no_commit()`);
    await expect(vault.keys.destroy('org', subject)).rejects.toThrow('the disk is full');
    await owner.query('DROP FUNCTION no_commit CASCADE');
    const next = open();
    expect((await next.keys.open([id])).get(id)).toEqual(key);
    expect(await next.keys.replayErasures()).toBe(1);
    expect((await next.keys.open([id])).get(id)).toBe('destroyed');
    await next.close();
  });

  it('destroys again what a restored vault holds, and makes the tombstone of what it never held', async () => {
    const [held, later] = [randomUUID(), randomUUID()];
    const before = await vault.keys.forSubject('org', held);
    const { rows: backup } = await owner.query<{ wrapped: Buffer }>('SELECT wrapped FROM vault.keys WHERE id = $1', [
      before.id,
    ]);
    const minted = await vault.keys.forSubject('org', later);
    await vault.keys.destroy('org', held);
    await vault.keys.destroy('org', later);
    await owner.query('UPDATE vault.keys SET wrapped = $2, destroyed_at = NULL WHERE id = $1', [
      before.id,
      backup[0]?.wrapped,
    ]);
    await owner.query('DELETE FROM vault.keys WHERE id = $1', [minted.id]);

    const restored = open();
    expect((await restored.keys.open([before.id])).get(before.id)).toEqual(before.key);
    expect(await restored.keys.replayErasures()).toBe(2);
    expect([...(await restored.keys.open([before.id, minted.id]))].map(([, key]) => key)).toEqual([
      'destroyed',
      'destroyed',
    ]);
    await expect(restored.keys.forSubject('org', later)).rejects.toThrow(KeyDestroyed);
    expect(await restored.keys.replayErasures()).toBe(0);
    await restored.close();
  });

  it('frees again what a restored vault says that they claimed', async () => {
    const [subject, other, before] = [randomUUID(), randomUUID(), randomUUID()];
    const claimOf = (holder: string) => ({ scope: 'org', kind: 'email', value: `${holder}@example.org`, holder });
    await vault.keys.destroy('org', subject);
    await vault.claims.confirm(claimOf(other));
    await vault.claims.confirm({ ...claimOf(subject), holder: before });
    await owner.query('UPDATE vault.claims SET holder = $2 WHERE holder = $1', [before, subject]);
    expect(await vault.claims.find(claimOf(subject))).toMatchObject({ holder: subject });
    const restored = open();
    expect(await restored.keys.replayErasures()).toBe(0);
    expect(await restored.claims.find(claimOf(subject))).toBeUndefined();
    expect(await restored.claims.find(claimOf(other))).toBeDefined();
    await restored.close();
  });

  it('takes the entries of many processes at once', async () => {
    const subjects = Array.from({ length: 30 }, () => randomUUID());
    const others = [open(), open()];
    await Promise.all(subjects.map((subject, n) => (others[n % 2] ?? vault).keys.destroy('org', subject)));
    expect((await new ErasureJournal(file).read()).map(({ subject }) => subject).sort()).toEqual([...subjects].sort());
    await Promise.all(others.map((each) => each.close()));
  });

  it('leaves out an entry that a crash cut short, and refuses one that was changed', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await vault.keys.destroy('org', first);
    appendFileSync(file, '\n{"id":"0b0b');
    await vault.keys.destroy('org', second);
    expect((await new ErasureJournal(file).read()).map(({ subject }) => subject)).toEqual([first, second]);
    appendFileSync(file, '{"id":"0b0b"}\n');
    await expect(vault.keys.replayErasures()).rejects.toThrow(/^Line \d+ of the journal of erasures .* is no entry/);
  });

  it('stops the start when it is there and can’t be read', async () => {
    expect(await vault.keys.replayErasures()).toBe(0);
    mkdirSync(file);
    await expect(vault.keys.replayErasures()).rejects.toThrow(ErasureJournalError);
  });
});
