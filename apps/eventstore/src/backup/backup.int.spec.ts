import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { EventStoreDBClient, jsonEvent, binaryEvent, NO_STREAM } from '@eventstore/db-client';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import { startEventStore, type EventStoreServer } from '../server';
import { BackupRefused } from './format';
import { makeBackup } from './make-backup';
import { restoreBackup, type RestoreOptions } from './restore-backup';

const ROLE = 'annals_api';
const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
const quiet = (): void => undefined;

describe('backup and restore', () => {
  let folder: string;
  let original: TestDatabase;
  let server: EventStoreServer;
  let client: EventStoreDBClient;
  let vault: Vault;
  const opened: { close(): Promise<void> }[] = [];
  const clientOf = ({ port }: EventStoreServer) => EventStoreDBClient.connectionString`esdb://127.0.0.1:${port}?tls=false`;
  const openVault = (databaseUrl: string, now?: string) => {
    const one = new Vault({ databaseUrl, secrets, role: ROLE, ...(now === undefined ? {} : { clock: () => now }) });
    opened.push(one);
    return one;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'annals-backup-'));
    original = await sharedDatabase('backup');
    server = await startEventStore({ databaseUrl: original.url, port: 0, report: quiet });
    client = clientOf(server);
    await migrateVault(original.url, ROLE);
    vault = openVault(original.url);
    await someHistory(client, await sealed(vault));
  }, 30_000);
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await client.dispose();
    await server.stop();
    await original.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const backup = async (name: string, withLog = true) => {
    const file = join(folder, name);
    return { file, ...await makeBackup(file, { databaseUrl: original.url, secrets, withLog, say: quiet }) };
  };

  /** A new, empty installation, and a restore into it. */
  async function into(options: Partial<RestoreOptions> & { readonly file: string }) {
    const database = await sharedDatabase('restored');
    opened.push({ close: () => database.drop() });
    await migrateVault(database.url, ROLE);
    const restore = (more: Partial<RestoreOptions> = {}) => restoreBackup({ databaseUrl: database.url, secrets, secretsFile: 'secrets.json', say: quiet, ...options, ...more });
    return { database, restore };
  }

  const refusal = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'restored', (error: unknown) => {
    if (!(error instanceof BackupRefused)) throw error;
    return error.message;
  });

  it('bring every event back as it was: positions, revisions, ids, created, bytes, tombstones and metadata', async () => {
    const { file, lastPosition } = await backup('whole');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { database, restore } = await into({ file });
    expect(await restore()).toMatchObject({ position: lastPosition, withLog: true });
    const restored = await startEventStore({ databaseUrl: database.url, port: 0, report: quiet });
    const reader = clientOf(restored);
    expect(await everything(reader)).toEqual(await everything(client));
    // It goes on where it ended.
    const { position } = await reader.appendToStream('goes-on', jsonEvent({ type: 'Next', data: {} }), { expectedRevision: NO_STREAM });
    expect(position?.commit).toBe(BigInt(lastPosition + 1));
    await expect(reader.appendToStream('tombstoned', jsonEvent({ type: 'Next', data: {} }))).rejects.toMatchObject({ type: 'stream-deleted' });
    await reader.dispose();
    await restored.stop();
  }, 30_000);

  it('bring the vault back as it was but for what may rest on later events, and hold side effects until they are released', async () => {
    const userId = randomUUID();
    await vault.credentials.setPassword(userId, 'correct horse battery');
    await vault.credentials.recordFailure(userId);
    await vault.claims.confirm({ scope: 'account', kind: 'email', value: 'o\'hara@acme.com', holder: userId });
    await vault.mailbox.put({ id: 'm1', to: 'anna@acme.com', subject: 'Line one\nline "two"', text: '\u{1F4E7} \\ \t' });
    await vault.presence.beat({ organizationId: userId, botId: userId, status: 'idle' });
    const { token } = await vault.sessions.open({ sessionId: randomUUID(), userId });
    // What may rest on events after the log of the backup: a session that began, an answer to a command that was begun a moment ago.
    const [late, early] = [randomUUID(), randomUUID()];
    await asked(original.url, `INSERT INTO vault.idempotency (command_id, body_hash, started_at, answer) VALUES ($1, 'x', now() - interval '1 second', 'x'), ($2, 'x', now() - interval '1 hour', 'x')`, [late, early]);
    const lateSession = await openVault(original.url, new Date(Date.now() + 3_600_000).toISOString()).sessions.open({ sessionId: randomUUID(), userId });
    const { file } = await backup('vault');
    const { database, restore } = await into({ file });
    await restore();
    const again = openVault(database.url);
    expect(await again.credentials.verifyPassword(userId, 'correct horse battery')).toBe(true);
    expect(await again.credentials.recordFailure(userId)).toBe(2);
    expect(await again.claims.find({ scope: 'account', kind: 'email', value: 'O\'HARA@acme.com' })).toEqual({ holder: userId, state: 'held' });
    expect(await again.sessions.authenticate(token)).toMatchObject({ userId });
    expect(await asked(database.url, 'SELECT command_id FROM vault.idempotency', [])).toEqual([{ command_id: early }]);
    expect(await again.sessions.authenticate(lateSession.token)).toBeUndefined();
    expect(await again.mailbox.get('m1')).toEqual(await vault.mailbox.get('m1'));
    expect(await again.presence.of(userId)).toEqual(await vault.presence.of(userId));
    expect(await again.restores.unfinishedSince()).toBeDefined();
    await expect(again.restores.mustBeFinished()).rejects.toThrow('not yet fitted to the log');
    await again.restores.finish('there');
    expect(await again.restores.reactionsAfter()).toBe('there');
    expect(await vault.restores.reactionsAfter()).toBeUndefined();
    await again.restores.mustBeFinished();
    expect(await again.restores.heldSince()).toBeDefined();
    expect(await again.restores.release('olga')).toBe(true);
    expect(await again.restores.release('olga')).toBe(false);
    expect(await again.restores.heldSince()).toBeUndefined();
    expect(await vault.restores.heldSince()).toBeUndefined();
  }, 30_000);

  it('refuse a file that is cut short or damaged anywhere, and say where; nothing is written', async () => {
    const { file } = await backup('damage');
    const whole = readFileSync(file);
    const { restore, database } = await into({ file: join(folder, 'damaged') });
    for (let n = 0; n < 40; n += 1) {
      const at = Math.floor((whole.length - 1) * (n / 39));
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (n % 8));
      writeFileSync(join(folder, 'damaged'), changed);
      expect(await refusal(restore())).toMatch(at < 16 ? /is no backup of Annals|has format/ : /is damaged at byte \d+ \(.+\)|is cut short after \d+ bytes/);
      writeFileSync(join(folder, 'damaged'), whole.subarray(0, at));
      expect(await refusal(restore())).toMatch(at < 16 ? /is no backup/ : /is cut short after \d+ bytes/);
    }
    writeFileSync(join(folder, 'damaged'), Buffer.concat([whole, Buffer.from('x')]));
    expect(await refusal(restore())).toMatch(/something follows its end/);
    await isEmpty(database);
  }, 30_000);

  it('refuse what is not empty, and the wrong secrets file', async () => {
    const { file } = await backup('refusals');
    const { restore, database } = await into({ file });
    expect(await refusal(restore({ secrets: { ...secrets, serverKey: randomBytes(32) }, secretsFile: '/x/secrets.json' }))).toMatch(/^The secrets file \/x\/secrets.json is not the one that belongs to the backup/);
    await isEmpty(database);
    await restore();
    expect(await refusal(restore())).toMatch(/is not empty \(it ends at position \d+\)/);
    await expect(backup('refusals')).rejects.toThrow('exists already');
    await expect(makeBackup(join(folder, 'nowhere', 'x'), { databaseUrl: original.url, secrets, withLog: true, say: quiet })).rejects.toThrow(/nowhere\/x can't be written: its folder does not exist\.$/);
  }, 30_000);

  it('refuse a log that is newer than the vault of another backup, with the missing ids, and keep nothing; a newer vault forgets what rests on later events', async () => {
    const { file: older } = await backup('older');
    const lost = await sealed(vault);
    await someHistory(client, lost);
    // Between the two: a session, and an answer to a command of that time.
    const { token } = await vault.sessions.open({ sessionId: randomUUID(), userId: randomUUID() });
    const answered = randomUUID();
    await asked(original.url, `INSERT INTO vault.idempotency (command_id, body_hash, started_at, answer) VALUES ($1, 'x', now() - interval '60 seconds', 'x')`, [answered]);
    const { file } = await backup('newer');
    const { restore, database } = await into({ file, vaultFile: older });
    const said = await refusal(restore());
    expect(said).toMatch(/^The log is newer than the vault: 4 of the keys/);
    for (const id of lost) expect(said).toContain(id);
    await isEmpty(database);
    const report = await restore({ file: older, vaultFile: file });
    expect(report.withLog).toBe(true);
    expect(report.vaultMadeAt > report.madeAt).toBe(true);
    expect(await openVault(database.url).sessions.authenticate(token)).toBeUndefined();
    expect(await asked(database.url, 'SELECT FROM vault.idempotency WHERE command_id = $1', [answered])).toEqual([]);
    // Only because the log is older: the backup itself has them.
    const whole = await into({ file });
    await whole.restore();
    expect(await openVault(whole.database.url).sessions.authenticate(token)).toBeDefined();
    expect(await asked(whole.database.url, 'SELECT FROM vault.idempotency WHERE command_id = $1', [answered])).toHaveLength(1);
  }, 30_000);

  it('take the vault alone where the log is elsewhere', async () => {
    const { file } = await backup('vault-only', false);
    const { database, restore } = await into({ file, logElsewhere: true });
    expect(await refusal(restore({ logElsewhere: false }))).toMatch(/holds a vault and no log.*Nothing was restored\.$/);
    await isEmpty(database);
    expect(await restore()).toMatchObject({ position: 0, withLog: false });
    const rows = await asked(database.url, `SELECT to_regclass('eventstore.events') AS log, (SELECT count(*)::int FROM vault.keys) > 0 AS keys`);
    expect(rows).toEqual([{ log: null, keys: true }]);
    const whole = await backup('with-log');
    expect(await refusal(restore({ file: whole.file }))).toMatch(/embedded event store only/);
  }, 30_000);

  it('leave nothing behind when they fail', async () => {
    const file = join(folder, 'failed');
    await expect(makeBackup(file, { databaseUrl: original.url.replace(/\/[^/]*$/, '/nowhere'), secrets, withLog: true, say: quiet })).rejects.toThrow('does not exist');
    expect(existsSync(file)).toBe(false);
  });
});

/** Keys of persons and of an organization, as sealed parts name them. */
async function sealed(vault: Vault): Promise<string[]> {
  return Promise.all(Array.from({ length: 4 }, async () => (await vault.keys.forSubject('org', randomUUID())).id));
}

/** Everything that a log can hold: sealed parts, binary events, names of all kinds, deleted and tombstoned streams, limits. */
async function someHistory(client: EventStoreDBClient, [person = '', text = '', origin = '', reason = '']: readonly string[]): Promise<void> {
  const metadata = { at: 'now', origin: JSON.stringify({ k: origin, v: 'AA==' }), reason: JSON.stringify({ k: reason, v: 'AA==' }) };
  await client.appendToStream(`sealed-${randomUUID()}`, jsonEvent({ type: 'Sealed', data: { data: { n: 1 }, personal: { k: person, v: 'AA==' }, text: { k: text, v: 'AA==' } }, metadata }));
  await client.appendToStream(`binary ${randomUUID()} ä@/\u{1F600}`, binaryEvent({ type: 'Binäry', data: Buffer.from(Array.from({ length: 256 }, (_, n) => n)), metadata: Buffer.from([0, 255]) }));
  await client.appendToStream(`large-${randomUUID()}`, Array.from({ length: 3 }, () => jsonEvent({ type: 'Large', data: { x: 'y'.repeat(300_000) } })));
  await client.appendToStream(`many-${randomUUID()}`, Array.from({ length: 1100 }, (_, n) => jsonEvent({ type: 'Many', data: { n, k: 'not sealed', v: n } })));
  const deleted = `deleted-${randomUUID()}`;
  await client.appendToStream(deleted, jsonEvent({ type: 'Gone', data: {} }));
  await client.deleteStream(deleted);
  await client.appendToStream(deleted, jsonEvent({ type: 'BackAgain', data: {} }));
  await client.tombstoneStream('tombstoned').catch((error: unknown) => { if (!(error instanceof Error && 'type' in error && error.type === 'stream-deleted')) throw error; });
}

/** All that a reader can see of a log. */
async function everything(client: EventStoreDBClient): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const { event } of client.readAll()) if (event) events.push({ ...event, data: event.data, metadata: event.metadata });
  return events;
}

async function asked(url: string, text: string, values: unknown[] = []): Promise<unknown[]> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    return (await owner.query<Record<string, unknown>>(text, values)).rows;
  } finally {
    await owner.end();
  }
}

async function isEmpty({ url }: TestDatabase): Promise<void> {
  expect(await asked(url, 'SELECT (SELECT count(*) FROM vault.keys) + (SELECT count(*) FROM vault.restores) AS n')).toEqual([{ n: '0' }]);
  const [log] = await asked(url, `SELECT to_regclass('eventstore.events') IS NOT NULL AS present`);
  if (isDeepStrictEqual(log, { present: true })) expect(await asked(url, 'SELECT FROM eventstore.events')).toEqual([]);
}
