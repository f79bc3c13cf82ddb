import { randomBytes, randomUUID } from 'node:crypto';
import { readAuditToggled } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import type { Actor } from '@annals/kernel';
import type { Principal } from '@annals/platform';
import { anyStream, sharedDatabase, write, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore, type EventStoreServer } from '../../../../apps/eventstore/src/server';
import { AuditReaders } from './audit-readers.service';
import { oversight } from './oversight';

const ROLE = 'annals_api';

describe('who looks at the audit log, on a real event store and vault', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let vault: Vault;
  let store: EventStore;
  beforeAll(async () => {
    database = await sharedDatabase('audit_readers');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: vault.keys });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
    await vault.close();
    await database.drop();
  });

  const someone = (): Principal => {
    const id = randomUUID();
    return { kind: 'user', id, actor: `user:${id}` satisfies Actor, session: randomUUID() };
  };
  const revisionOf = async (organizationId: string) =>
    (await store.state({ stream: oversight, id: [organizationId] }, 0)).revision;
  /** A process that shows the log so often, until it ends. */
  async function shown(organizationId: string, ...to: readonly (Principal | undefined)[]): Promise<void> {
    const readers = new AuditReaders(store);
    for (const principal of to) readers.note(organizationId, { principal });
    await readers.onModuleDestroy();
  }

  it('is told once of each, however many pages they turn and whichever processes answer', async () => {
    const [organizationId, ada, bob] = [randomUUID(), someone(), someone()];
    await shown(organizationId, ada, ada, bob, ada);
    await shown(organizationId, ada, bob);
    expect(await revisionOf(organizationId)).toBe(1);
  });

  it('is not told where it was turned off, and not of Annals itself', async () => {
    const organizationId = randomUUID();
    await write(store, { stream: anyStream('oversight'), id: [organizationId] }, [readAuditToggled({ on: false })]);
    await shown(organizationId, someone(), undefined);
    expect(await revisionOf(organizationId)).toBe(0);
  });
});
