import { apiKeyIssued, type EventOf } from '@annals/contracts';
import { EventStore, RawStore } from '@annals/eventstore';
import { plus, remembersNothing, type Instant, type Stream } from '@annals/kernel';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { randomBytes, randomUUID } from 'node:crypto';
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
  beforeAll(async () => {
    database = await sharedDatabase('fitvault');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, 'annals_api');
    vault = new Vault({
      databaseUrl: database.url,
      role: 'annals_api',
      secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
      clock: () => now,
    });
    const connectionString = `esdb://127.0.0.1:${server.port}?tls=false`;
    store = new EventStore({ connectionString, keyring: vault.keys, clock: () => now });
    raw = new RawStore(connectionString);
  });
  afterAll(async () => {
    await Promise.all([store.close(), raw.close(), vault.close()]);
    await server.stop();
    await database.drop();
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
