import { randomBytes, randomUUID } from 'node:crypto';
import { views } from '@annals/contexts';
import { accountLocked, defineEvent, eventDefinitions, id, instant, upcasts } from '@annals/contracts';
import { EventStore, UnreadableEvent, type EventStoreOptions } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { anyStream, oneOf, sharedDatabase, write, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, followerStates, history, listStops, Projector, releaseView, ViewReader } from '@annals/views';
import { z } from 'zod';
import { startEventStore } from '../../eventstore/src/server';

const ROLE = 'annals_api';
const until = '2026-06-03T09:30:00.000Z';

const fields: Record<string, z.ZodType> = { userId: id, until: instant };
/** What the release before knew: version 1 of AccountLocked, and no upcast. */
const former: EventStoreOptions['forms'] = {
  definitions: new Map([...eventDefinitions, [accountLocked.type, defineEvent('AccountLocked', { data: fields })]]),
  upcasts: new Map([...upcasts].filter(([step]) => !step.startsWith(`${accountLocked.type}@`))),
};
describe('R13: two releases on one log, of which only one knows version 2 of AccountLocked', () => {
  let database: TestDatabase;
  let server: Awaited<ReturnType<typeof startEventStore>>;
  let vault: Vault;
  let today: EventStore;
  let before: EventStore;
  let reader: ViewReader;
  const running = new Set<() => Promise<void>>();
  beforeAll(async () => {
    database = await sharedDatabase('releases');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, role: ROLE, secrets });
    const connectionString = `esdb://127.0.0.1:${server.port}?tls=false`;
    today = new EventStore({ connectionString, keyring: vault.keys });
    reader = new ViewReader({ databaseUrl: database.url, role: ROLE, views: [...views] });
    before = new EventStore({ connectionString, keyring: vault.keys, forms: former });
  });
  afterAll(async () => {
    await Promise.all([...running].map((end) => end()));
    await Promise.all([reader.close(), today.close(), before.close(), vault.close()]);
    await server.stop();
    await database.drop();
  });

  const accountOf = (userId: string) => ({ stream: anyStream('account'), id: [userId] as const });
  const read = async (store: EventStore, userId: string) => {
    const found: object[] = [];
    for await (const { data } of store.read(streamName('account', userId))) found.push(data);
    return found;
  };
  /** A projector of a release, until it has read the log. */
  async function project(eventStore: EventStore): Promise<() => Promise<void>> {
    const ending = new AbortController();
    let projecting: Promise<void> = Promise.resolve();
    const end = () => {
      ending.abort();
      running.delete(end);
      return projecting;
    };
    running.add(end);
    await new Promise<void>((onLive, failed) => {
      const log = { ...consoleLog('error'), error: () => undefined };
      const projector = new Projector({ databaseUrl: database.url, eventStore, views, apiRole: ROLE, log, onLive });
      projecting = projector.run(ending.signal);
      projecting.catch(failed);
    });
    return end;
  }

  it('what the former stored is read as version 2, with what was wrong then', async () => {
    const userId = randomUUID();
    await write(before, accountOf(userId), [accountLocked({ userId, until })]);
    expect(await read(today, userId)).toEqual([{ userId, until, factor: 'password' }]);
    expect(await read(before, userId)).toEqual([{ userId, until }]);
  });

  it('what this one stores stops nothing in the former but its account, where nothing is decided; after it, all is there', async () => {
    const [userId, organizationId] = [randomUUID(), randomUUID()];
    const { data, text } = oneOf('OrganizationCreated');
    const locked = await write(today, accountOf(userId), [accountLocked({ userId, until, factor: 'password' })]);
    await expect(read(before, userId)).rejects.toThrow("Its schema version 2 is newer than this program's (1)");
    await expect(write(before, accountOf(userId), [oneOf('ProfileUpdated')])).rejects.toBeInstanceOf(UnreadableEvent);

    const endFormer = await project(before);
    const { position } = await write(today, { stream: anyStream('organization'), id: [organizationId] }, [
      { type: 'OrganizationCreated', data: { ...data, organizationId }, text },
    ]);
    const seen = await reader.read(
      history,
      { organization: organizationId },
      (db) => db.selectFrom('history').select(['sequence', 'type']).execute(),
      { minPosition: position, timeoutMs: 30_000 },
    );
    expect(seen).toEqual([{ sequence: 1, type: 'OrganizationCreated' }]);
    // Each view comes there by itself.
    for (const view of views.filter(({ name }) => name === 'audit'))
      await reader.position(view, organizationId, { minPosition: position, timeoutMs: 30_000 });
    const stops = await listStops({ databaseUrl: database.url });
    expect(stops.map(({ name }) => name).sort()).toEqual(['audit', 'history']);
    for (const stop of stops) expect(stop).toMatchObject({ owner: userId, eventType: 'AccountLocked', released: null });
    await endFormer();

    for (const { name } of stops)
      await releaseView(name, { by: 'operator', reason: 'this release reads it' }, { databaseUrl: database.url });
    await project(today);
    expect((await followerStates(database.url)).map(({ standing }) => standing)).toEqual(views.map(() => 0));
    const entries = await reader.read(
      history,
      { account: userId },
      (db) => db.selectFrom('account_history').select(['sequence', 'type']).execute(),
      { minPosition: locked.position, timeoutMs: 30_000 },
    );
    expect(entries).toEqual([{ sequence: 1, type: 'AccountLocked' }]);
  });
});
