import { randomBytes } from 'node:crypto';
import { application, contexts, views } from '@annals/contexts';
import {
  allRoutes,
  endsItsOwner,
  isOfAccount,
  nameOf,
  namesIn,
  permission,
  routes,
  type AnyEvent,
  type Route,
  exampleOf,
} from '@annals/contracts';
import { EventStore, type StreamId } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import { CONFIG, Later, MailTransport } from '@annals/platform';
import {
  anyStream,
  oneOf,
  oneOfEach,
  sharedDatabase,
  unheardOf,
  withUnknownWords,
  write,
  type TestDatabase,
} from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, Projector, someLog, ViewReader } from '@annals/views';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startEventStore, type EventStoreServer } from '../../eventstore/src/server';

const ROLE = 'annals_api';

@Module({})
class Api {}

/** Whatever carries out a read, called as `serve` calls it. */
interface Reading {
  serve(arrived: object): Promise<unknown>;
}

/**
 * What is no view's: who one is oneself, and may, and how many seats are taken is read from the state of the
 * organization, whose own spec sees to it; when a schedule would come due is read from nothing, public holidays are a list
 * that no event says, how far vectors are says the vault, and so it does of proofs, which are made of bytes.
 */
const noViews: readonly Route[] = [
  routes.organization.getMyMembership,
  routes.organization.getMyPermissions,
  routes.organization.getSeats,
  routes.automation.previewSchedule,
  routes.automation.listHolidayCountries,
  routes.automation.listHolidays,
  routes.automation.getMeaning,
  routes.audit.getProofs,
  routes.audit.getVerifierKey,
  routes.audit.listCheckpoints,
  routes.audit.getLatestCheckpoint,
  routes.audit.getInclusion,
  routes.audit.getConsistency,
];
/** The reads of views. */
const reads = allRoutes.filter(
  (route) =>
    route.method === 'GET' &&
    route.answer !== undefined &&
    namesIn(route.path).includes('organizationId') &&
    !noViews.includes(route),
);
/** An id of the things that all golden events are about, by what fields call it. */
const ids = new Map<string, unknown>([...oneOfEach().flatMap(({ data }) => Object.entries(data)), ['sequence', 1]]);
const { organizationId } = oneOf('OrganizationCreated').data;
/** Nobody leaves, and nothing is deleted or purged, so that there is something to read. */
const ends: readonly string[] = [
  'BotRetired',
  'CalendarRemoved',
  'KnowledgeSourceRemoved',
  'MemberLeft',
  'MemberRemoved',
  'SubjectErased',
  'TriggerDeleted',
  'WorkspaceDeleted',
];
/** As much as a page has: what it is about may be far down. */
const wholePage = ({ query }: Route) => (query && 'limit' in query.shape ? { limit: 200 } : {});
/** What is stored, by stream. */
const byStream = new Map<string, AnyEvent[]>();
for (const event of oneOfEach()) {
  const [placed] = someLog({ event, where: { organization: organizationId } });
  if (!placed || ends.includes(event.type) || endsItsOwner(event.type)) continue;
  byStream.set(placed.stream, [...(byStream.get(placed.stream) ?? []), withUnknownWords(event)]);
}

describe('R13: reads of an organization whose every word another release wrote (history.md §2)', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let vault: Vault;
  let store: EventStore;
  let reader: ViewReader;
  let app: INestApplicationContext;
  let running: Promise<void> = Promise.resolve();
  let minPosition = '0';
  const ending = new AbortController();

  beforeAll(async () => {
    database = await sharedDatabase('words');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: vault.keys });
    for (const [stream, events] of byStream) {
      const { category, owner, id } = parseStreamName(stream);
      const streamId: StreamId = id === undefined ? [owner] : [owner, id];
      const { position } = await write(store, { stream: anyStream(category), id: streamId }, events);
      if (!isOfAccount(category)) minPosition = position;
    }
    await new Promise<void>((onLive, failed) => {
      const log = consoleLog('error');
      const projector = new Projector({
        databaseUrl: database.url,
        eventStore: store,
        views,
        apiRole: ROLE,
        log,
        onLive,
      });
      running = projector.run(ending.signal);
      running.catch(failed);
    });
    reader = new ViewReader({ databaseUrl: database.url, role: ROLE, views: [...views] });
    app = await NestFactory.createApplicationContext(
      {
        module: Api,
        imports: application.http.imports,
        controllers: application.http.controllers,
        providers: [
          { provide: EventStore, useValue: store },
          { provide: Vault, useValue: vault },
          { provide: ViewReader, useValue: reader },
          { provide: MailTransport, useValue: {} },
          { provide: CONFIG, useValue: { policy: 'unified' } },
          { provide: Later, useValue: new Later(vault.promisedWorks) },
          ...application.commands.providers,
          ...application.http.providers,
        ],
      },
      { logger: ['error'], abortOnError: false },
    );
    await app.init();
  });
  afterAll(async () => {
    ending.abort();
    await running;
    await app.close();
    await Promise.all([reader.close(), store.close()]);
    await server.stop();
    await vault.close();
    await database.drop();
  });

  /** What a route answers, as its contract writes it. */
  async function answerOf(route: Route): Promise<unknown> {
    const named = `${nameOf(route)} (${route.method} ${route.path})`;
    const Controller = contexts.flatMap(({ controllers }) => controllers).find(({ name }) => name === named);
    if (!Controller) throw new Error(`${named} is served by no controller of a context`);
    const params = Object.fromEntries(namesIn(route.path).map((name) => [name, ids.get(name)]));
    const asked = {
      ...route.query?.parse(exampleOf(route.query)),
      ...wholePage(route),
      ...route.params?.parse(params),
    };
    const { userId, personId } = oneOf('MemberAdded').data;
    const context = { commandId: 'c', actor: `user:${userId}`, correlationId: 'c' };
    const principal = { kind: 'user', id: userId, actor: context.actor };
    const caller = { principal, member: { personId, roles: [] }, permissions: new Set(permission.options), context };
    const reading = app.get<Reading>(Controller, { strict: false });
    return route.answer?.parse(await reading.serve({ asked, caller, context, minPosition }));
  }

  it.each(reads.map((route) => [nameOf(route), route] as const))(
    '%s answers as its contract says',
    async (_, route) => {
      await expect(answerOf(route)).resolves.toBeDefined();
    },
  );

  it.each([
    [routes.automation.listBots, unheardOf.word],
    [routes.automation.getRun, unheardOf.word],
    [routes.audit.listAudit, 'registered the unheard of'],
  ] as const)('what it does not know is shown', async (route, said) => {
    expect(JSON.stringify(await answerOf(route))).toContain(said);
  });
});
