import { randomBytes, randomUUID } from 'node:crypto';
import {
  categoryOf,
  AuditEntryDetails,
  AuditPage,
  defineEvent,
  endsItsOwner,
  eventDefinitions,
  id,
  isOfAccount,
  upcasts,
  type EventDefinition,
  type Permission,
} from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { anyStream, oneOfEach, sharedDatabase, withUnknownWords, write, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, history, Projector, ViewReader } from '@annals/views';
import { z } from 'zod';
import { startEventStore, type EventStoreServer } from '../../../../../apps/eventstore/src/server';
import { ListAudit } from './audit.query';
import { GetAuditEntry } from './entry.query';
import { audit } from './audit.view';
import { GetAuditFilters } from './filters.query';

const ROLE = 'annals_api';
/** Nobody is told who looks. */
const readers = { note: () => undefined };
const fields: Record<string, z.ZodType> = { botId: id, workspaceId: id };
const botPainted: EventDefinition = defineEvent('BotPainted', { data: fields });
const definitions: ReadonlyMap<string, EventDefinition> = new Map([...eventDefinitions, [botPainted.type, botPainted]]);

/** A newer release wrote and projected all this; then somebody went back to this one, whose api reads it. */
describe('R13: the audit log of an organization that a newer release wrote for', () => {
  const [organizationId, botId] = [randomUUID(), randomUUID()];
  let database: TestDatabase;
  let server: EventStoreServer;
  let vault: Vault;
  let newer: EventStore;
  let views: ViewReader;
  let running: Promise<void> = Promise.resolve();
  let last = '0';
  const ending = new AbortController();

  beforeAll(async () => {
    database = await sharedDatabase('audit_newer');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
    newer = new EventStore({
      connectionString: `esdb://127.0.0.1:${server.port}?tls=false`,
      keyring: vault.keys,
      forms: { definitions, upcasts },
    });
    await new Promise<void>((live, failed) => {
      running = new Projector({
        databaseUrl: database.url,
        eventStore: newer,
        views: [audit, history],
        apiRole: ROLE,
        log: consoleLog('error'),
        onLive: live,
      }).run(ending.signal);
      running.catch(failed);
    });
    views = new ViewReader({ databaseUrl: database.url, role: ROLE, views: [audit, history] });
    const painted = botPainted({ botId, workspaceId: randomUUID() });
    const others = oneOfEach().filter(({ type }) => !isOfAccount(categoryOf(type)) && !endsItsOwner(type));
    const categories = new Set(others.map(({ type }) => categoryOf(type)));
    const to = (category: string) => ({ stream: anyStream(category, definitions), id: [organizationId] as const });
    await write(newer, to('fleet'), [painted]);
    for (const category of categories) {
      const events = others.filter((event) => categoryOf(event.type) === category).map(withUnknownWords);
      last = (await write(newer, to(category), events)).position;
    }
  });
  afterAll(async () => {
    ending.abort();
    await running;
    await Promise.all([views.close(), newer.close()]);
    await server.stop();
    await vault.close();
    await database.drop();
  });

  const reads = () => ({ permissions: new Set<Permission>(['members.email:read']), minPosition: last });
  const list = () =>
    new ListAudit.Handler(views, readers).execute(
      new ListAudit.Query({ organizationId, limit: 200, routine: 'shown' }, reads()),
    );
  const entry = (sequence: number) =>
    new GetAuditEntry.Handler(views, vault, readers).execute(
      new GetAuditEntry.Query({ organizationId, sequence }, reads()),
    );

  it('tells an event of a type that this release does not know by the name of its type', async () => {
    const first = (await list()).items.at(-1);
    expect(first).toMatchObject({
      type: 'BotPainted',
      area: 'fleet',
      sentence: [{ text: 'did something that this version does not know (BotPainted)' }],
    });
    const details = await entry(1);
    expect(AuditEntryDetails.parse(details)).toMatchObject({ data: { botId }, personal: null });
    const filters = new GetAuditFilters.Handler(views, vault).execute(
      new GetAuditFilters.Query({ limit: 50, organizationId }, reads()),
    );
    expect((await filters).types).toContainEqual({ type: 'BotPainted', area: 'fleet' });
  });

  it('answers with every event whose words it does not know, in the list and one by one', async () => {
    const { items, total } = AuditPage.parse(await list());
    const types = items.map(({ type }) => type);
    expect([total, new Set(types).size]).toEqual([types.length, types.length]);
    for (const { sequence } of items) expect(AuditEntryDetails.safeParse(await entry(sequence)).success).toBe(true);
    const text = JSON.stringify(items);
    for (const said of ['registered the unheard of', 'as unheard of', 'refused because of UNHEARD_OF'])
      expect(text).toContain(said);
  });
});
