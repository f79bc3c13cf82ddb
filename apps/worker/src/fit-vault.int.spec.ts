import { purgeAgain } from '@annals/contexts';
import { apiKeyIssued, memberAdded, organizationCreated, type EventOf } from '@annals/contracts';
import { EventStore, RawStore } from '@annals/eventstore';
import { plus, remembersNothing, type Instant, type Stream } from '@annals/kernel';
import { anyStream, sharedDatabase, write, type TestDatabase } from '@annals/testing';
import { erasureJournalBeside, migrateVault, Vault } from '@annals/vault';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as Postgres } from 'pg';
import { startEventStore } from '../../eventstore/src/server';
import { fitVault } from './fit-vault';

const keys: Stream<object, EventOf<typeof apiKeyIssued>> = {
  category: 'keys',
  initial: () => ({}),
  evolve: { ApiKeyIssued: remembersNothing },
};
const LATER = '2099-01-01T00:00:00.000Z';

describe('a vault that is newer than its log', () => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startEventStore>>;
  let vault: Vault;
  let store: EventStore;
  let raw: RawStore;
  let now: Instant = '2026-06-03T09:00:00.000Z';
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  const folder = mkdtempSync(join(tmpdir(), 'fit-vault-'));
  const erasureJournal = erasureJournalBeside(join(folder, 'secrets.json'));
  const open = () =>
    new Vault({ databaseUrl: database.url, role: 'annals_api', secrets, erasureJournal, clock: () => now });
  const storeOf = ({ keys: keyring }: Vault) =>
    new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring, clock: () => now });
  /** As who owns the tables. */
  async function asked(query: string, values: readonly unknown[] = []) {
    const client = new Postgres({ connectionString: database.url });
    await client.connect();
    try {
      return await client.query<{ id: string; wrapped: Buffer | null }>(query, [...values]);
    } finally {
      await client.end();
    }
  }
  beforeAll(async () => {
    database = await sharedDatabase('fitvault');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, 'annals_api');
    vault = open();
    const connectionString = `esdb://127.0.0.1:${server.port}?tls=false`;
    store = storeOf(vault);
    raw = new RawStore(connectionString);
  });
  afterAll(async () => {
    await Promise.all([store.close(), raw.close(), vault.close()]);
    await server.stop();
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  const keyOf = (organizationId: string) => ({
    keyId: randomUUID(),
    organizationId,
    holder: { kind: 'person', id: randomUUID(), membership: 1 } as const,
    permissions: ['runs:read' as const],
    expiresAt: LATER,
  });
  const signedIn = () => vault.sessions.open({ sessionId: randomUUID(), userId: randomUUID() });
  async function refusedCommand() {
    const command = { commandId: randomUUID(), bodyHash: 'body' };
    await vault.idempotency.begin(command.commandId, command.bodyHash);
    await vault.idempotency.finish(command, { status: 409, headers: {}, body: '{}' });
    return command;
  }
  async function fitted(): Promise<string[]> {
    const said: string[] = [];
    await fitVault(store, vault, { madeAt: now, say: (line) => said.push(line) });
    return said;
  }
  const unread = async (type: string, stream: string) => {
    await raw.append({
      stream,
      expected: -1,
      events: [{ id: randomUUID(), type, data: Buffer.from('{}'), metadata: Buffer.from('{}') }],
    });
  };
  const isOpen = async (secret: string) => (await vault.apiKeys.authenticate(secret)).outcome;
  const organizationId = randomUUID();

  it('forgets sessions and answers that rest on events after the end of the log, and ends keys that the log does not know', async () => {
    const [early, known] = [await signedIn(), await refusedCommand()];
    now = plus(now, { minutes: 2 });
    const { keyId, holder, expiresAt, permissions } = keyOf(organizationId);
    await store.decide(
      { stream: keys, id: [organizationId] },
      { commandId: randomUUID(), actor: 'system:sign-in', correlationId: randomUUID() },
      () => [apiKeyIssued({ keyId, holder, issuedBy: holder.id, permissions, expiresAt }, { name: 'a key' })],
    );
    now = plus(now, { seconds: 1 });
    const [late, unknown, newer] = [
      await signedIn(),
      await refusedCommand(),
      await vault.apiKeys.issue(keyOf(organizationId)),
    ];
    expect(await fitted()).toEqual([]);
    expect(await vault.sessions.authenticate(early.token)).toBeDefined();
    expect(await vault.sessions.authenticate(late.token)).toBeUndefined();
    expect((await vault.idempotency.begin(known.commandId, 'body')).outcome).toBe('answered');
    expect((await vault.idempotency.begin(unknown.commandId, 'body')).outcome).toBe('new');
    const { secret } = await vault.apiKeys.issue({ keyId, organizationId, holder, permissions, expiresAt });
    expect([await isOpen(secret), await isOpen(newer.secret)]).toEqual(['valid', 'revoked']);
  });

  it('W19: purges again an organization that the backup has from before its purge', async () => {
    const [purged, userId] = [randomUUID(), randomUUID()];
    const target = { stream: anyStream('organization'), id: [purged] } as const;
    const early = await signedIn();
    now = plus(now, { minutes: 2 });
    await write(store, target, [
      organizationCreated({ organizationId: purged, createdBy: userId }, { name: 'Halden' }),
      memberAdded(
        { personId: userId, userId, roles: ['owner'], via: 'creation' },
        { email: 'olga@acme.example', alias: 'Olga' },
      ),
    ]);
    now = plus(now, { minutes: 2 });
    const late = await signedIn();
    const ownKeys = `SELECT id, subject, wrapped, destroyed_at FROM vault.keys WHERE scope = '${purged}' ORDER BY subject`;
    const backup = (await asked(ownKeys)).rows;
    await vault.keys.destroyScope(purged, []);
    // What a backup from before brings back: the log without the purge, the keys as they were.
    for (const { id, wrapped } of backup)
      await asked('UPDATE vault.keys SET wrapped = $2, destroyed_at = NULL WHERE id = $1', [id, wrapped]);

    const there = open();
    const log = storeOf(there);
    try {
      expect(await purgeAgain(log, there)).toEqual([purged]);
      expect(await purgeAgain(log, there)).toEqual([]);
      expect(await there.keys.replayErasures()).toBe(backup.length);
      now = plus(now, { minutes: 5 });
      await fitVault(log, there, { madeAt: now, say: () => undefined });
      expect(await purgeAgain(log, there)).toEqual([]); // whoever dies in between begins anew
      expect(await log.eventAt(`organization-${purged}`, 2)).toMatchObject({ type: 'OrganizationPurged' });
      expect(await log.eventAt(`organization-${purged}`, 3)).toBeUndefined();
      expect((await asked(ownKeys)).rows.map(({ wrapped }) => wrapped)).toEqual(backup.map(() => null));
      expect(await there.purges.wasMember(purged, userId)).toBe(true);
      // The log of the backup ends where it ended.
      expect(await there.sessions.authenticate(early.token)).toBeDefined();
      expect(await there.sessions.authenticate(late.token)).toBeUndefined();
    } finally {
      await Promise.all([there.close(), log.close()]);
    }
  });

  it('ends no key while one may have been issued by an event that can’t be read', async () => {
    const { secret } = await vault.apiKeys.issue(keyOf(organizationId));
    await unread('ApiKeyIssued', `keys-${randomUUID()}`);
    expect(await fitted()).toEqual([
      expect.stringMatching(/^1 events? that may have issued an API key can't be read, so no API key was ended/),
    ]);
    expect(await isOpen(secret)).toBe('valid');
  });

  it('does not fit while the end of a session can’t be read: that session would work again', async () => {
    const stream = `account-${randomUUID()}`;
    await unread('SessionRevoked', stream);
    await expect(fitted()).rejects.toThrow(
      new RegExp(
        `^Event SessionRevoked .* \\(${stream} at 0\\): its body is not of the form .*: finish the restore with the version of Annals that wrote it`,
      ),
    );
  });
});
