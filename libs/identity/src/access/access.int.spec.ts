import { randomBytes, randomUUID } from 'node:crypto';
import {
  accountLocked,
  eventDefinitions,
  memberAdded,
  type InstallationPolicies,
  organizationCreated,
  passwordChanged,
  presets,
  sessionRevoked,
  sessionsRevoked,
  userLoggedIn,
} from '@annals/contracts';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { Erased, plus, remembersNothing, streamName, type DomainEvent, type Instant } from '@annals/kernel';
import { MailboxSmsTransport, type Act, type Tools } from '@annals/platform';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, jobsOf, Projector, ViewReader } from '@annals/views';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { startEventStore, type EventStoreServer } from '../../../../apps/eventstore/src/server';
import { AccountDirectory } from '../account/account-directory.service';
import { OrganizationFounding } from '../account/organization-founding.port';
import { tellOrganizationsWhenAccessChanges } from '../reactions/tell-organizations-when-access-changes/tell-organizations-when-access-changes';
import {
  RecordAccessChange,
  tellOrganizations,
} from '../reactions/tell-organizations-when-access-changes/tell-organizations-when-access-changes.job';
import { all, contextOf, device, Letters } from '../testing/a-world.service';
import { proof } from '../testing/examples';
import { myOrganizations } from '../views/my-organizations/my-organizations.view';
import { MemberSignIns } from './member-sign-ins.service';
import { OrganizationSetup } from './organization-setup.service';
import { OrganizationsOf } from './organizations-of.service';

const ROLE = 'annals_api';
const evolve = Object.fromEntries([...eventDefinitions.keys()].map((type) => [type, remembersNothing]));

@Module({})
class AccessModule {}

/** An installation that decides so; nobody is asked to found anything here. */
class Deciding extends OrganizationFounding {
  constructor(readonly policy: InstallationPolicies) {
    super();
  }
  nameFor = (email: string): string => email;
  beginning = (): Promise<never> => this.found();
  found = (): Promise<never> => Promise.reject(new Error('Nothing is founded here'));
}

/** What organizations are told of their members' access, on a real event store, vault and view. */
describe('access to an organization', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let vault: Vault;
  let store: EventStore;
  let views: ViewReader;
  let app: INestApplicationContext;
  let tools: Tools;
  let running: Promise<void> = Promise.resolve();
  let now: Instant = '2026-06-03T09:15:00.000Z';
  const ending = new AbortController();
  beforeAll(async () => {
    database = await sharedDatabase('access');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
    const connectionString = `esdb://127.0.0.1:${server.port}?tls=false`;
    store = new EventStore({ connectionString, keyring: vault.keys, clock: () => now });
    await new Promise<void>((live, failed) => {
      running = new Projector({
        databaseUrl: database.url,
        eventStore: store,
        views: [myOrganizations],
        apiRole: ROLE,
        log: consoleLog('error'),
        onLive: live,
      }).run(ending.signal);
      running.catch(failed);
    });
    views = new ViewReader({ databaseUrl: database.url, role: ROLE, views: [myOrganizations] });
    const given = [
      { provide: EventStore, useValue: store },
      { provide: ViewReader, useValue: views },
    ];
    app = await NestFactory.createApplicationContext(
      {
        module: AccessModule,
        imports: [CqrsModule.forRoot()],
        providers: [...given, OrganizationsOf, RecordAccessChange.Handler],
      },
      { logger: ['error'] },
    );
    const config = { publicUrl: 'https://annals.example', billingYears: 10 };
    const commands = app.get(CommandBus);
    const sent = { mail: new Letters(), sms: new MailboxSmsTransport(vault) };
    tools = { eventStore: store, vault, ...sent, config, commands, ask: (service) => app.get(service) };
  });
  afterAll(async () => {
    ending.abort();
    await running;
    await app.close();
    await views.close();
    await store.close();
    await server.stop();
    await vault.close();
    await database.drop();
  });

  /** Appends an event of anybody's to a stream of that category. */
  async function happens(category: string, id: string, ...events: readonly DomainEvent[]): Promise<void> {
    const stream = { category, initial: () => ({}), evolve };
    await store.decide({ stream, id: [id] }, contextOf(randomUUID(), 'user:somebody'), () => events);
  }

  /** Somebody joins an organization of their own, or one that there is. */
  async function joins(userId: string, organizationId: string = randomUUID()) {
    const personId = randomUUID();
    await happens(
      'organization',
      organizationId,
      organizationCreated({ organizationId, createdBy: personId }, { name: 'Halden Freight' }),
      memberAdded(
        { personId, userId, roles: ['owner'], via: 'creation' },
        { email: 'john@acme.example', alias: 'John' },
      ),
    );
    return { organizationId, personId, userId };
  }

  async function signsIn(userId: string): Promise<string> {
    const sessionId = randomUUID();
    await happens('sessions', userId, userLoggedIn({ userId, sessionId, decidedOn: 0, at: now, ...proof }));
    return sessionId;
  }

  /** What the api does about requests of a session; `times` as many processes see them. */
  async function acts(act: Act, times = 1): Promise<void> {
    const processes = Array.from({ length: times }, () => new MemberSignIns(store));
    for (const each of processes) for (let n = 0; n < 3; n += 1) each.note(act, () => device);
    await Promise.all(processes.map((each) => each.settled()));
  }

  /** What the worker does about everything in a stream. */
  async function reacts(stream: string): Promise<void> {
    const log = await all(store.read(stream));
    for (const { payload } of jobsOf(tellOrganizationsWhenAccessChanges, log))
      await tellOrganizations.handler(tools)(payload, 1);
  }

  const told = async ({ organizationId }: { organizationId: string }): Promise<LogEvent[]> =>
    all(store.read(streamName('access', organizationId)));
  const types = async (of: { organizationId: string }) => (await told(of)).map(({ type }) => type);

  it('is told of a session once, whichever processes see its requests, and others learn nothing of it', async () => {
    const userId = randomUUID();
    const [here, elsewhere] = [await joins(userId), await joins(userId)];
    const session = await signsIn(userId);
    await acts({ ...here, session }, 3);
    await acts({ ...here, session });
    expect(await told(here)).toMatchObject([
      {
        type: 'MemberSignedIn',
        data: { personId: here.personId, sessionId: session, method: 'password', factors: ['password'] },
        personal: device,
        meta: { actor: `user:${userId}`, session },
      },
    ]);
    expect(await told(elsewhere)).toEqual([]);
  });

  it('is told of a session that ended before it was written', async () => {
    const here = await joins(randomUUID());
    const session = await signsIn(here.userId);
    await happens(
      'sessions',
      here.userId,
      sessionRevoked({ userId: here.userId, sessionId: session, cause: 'signed_out' }),
    );
    await acts({ ...here, session });
    expect(await types(here)).toEqual(['MemberSignedIn']);
  });

  it('is told once that a session ended, where it acted', async () => {
    const userId = randomUUID();
    const [here, elsewhere] = [await joins(userId), await joins(userId)];
    const session = await signsIn(userId);
    await acts({ ...here, session });
    await happens('sessions', userId, sessionRevoked({ userId, sessionId: session, cause: 'signed_out' }));
    for (let times = 0; times < 2; times += 1) await reacts(streamName('sessions', userId));
    expect((await told(here)).at(-1)).toMatchObject({
      type: 'MemberSignedOut',
      data: { personId: here.personId, sessionId: session, cause: 'signed_out', at: now },
      meta: { actor: `user:${userId}` },
    });
    expect([await types(here), await types(elsewhere)]).toEqual([['MemberSignedIn', 'MemberSignedOut'], []]);
  });

  it('is told of locks and passwords of whoever was a member then, each by its own person', async () => {
    const userId = randomUUID();
    const [one, other] = [await joins(userId), await joins(userId)];
    const until = plus(now, { minutes: 15 });
    await happens(
      'account',
      userId,
      accountLocked({ userId, until }),
      passwordChanged({ userId, credentialId: randomUUID() }),
      sessionsRevoked({ userId, cause: 'password_changed', before: now }),
    );
    const at = now;
    now = plus(now, { hours: 1 });
    const later = await joins(userId); // before the worker comes to it
    for (let times = 0; times < 2; times += 1) await reacts(streamName('account', userId));
    for (const { organizationId, personId } of [one, other])
      expect((await told({ organizationId })).map(({ type, data }) => ({ type, data }))).toEqual([
        { type: 'MemberLockedOut', data: { personId, at, until } },
        { type: 'MemberCredentialChanged', data: { personId, at, kind: 'password', cause: 'changed' } },
        { type: 'MemberSignedOut', data: { personId, at, cause: 'password_changed' } },
      ]);
    expect(await told(later)).toEqual([]);
  });

  it('A2: who belongs to none is told so where everybody has to, and where a sign-up prompts for one what to do', async () => {
    const missing = async (userId: string, name: keyof typeof presets) => {
      const policy = presets[name].installation;
      const directory = new AccountDirectory(store, vault);
      return new OrganizationSetup(new Deciding(policy), app.get(OrganizationsOf), directory).missing(userId);
    };
    const nowhere = randomUUID();
    expect(await missing(nowhere, 'instant')).toBe('NO_ORGANIZATION');
    expect(await missing(nowhere, 'signup-only')).toBe('ORGANIZATION_SETUP_REQUIRED');
    expect(await missing(nowhere, 'console')).toBeUndefined();
  });

  it('cannot be read of whoever was erased there, and still elsewhere', async () => {
    const userId = randomUUID();
    const [here, elsewhere] = [await joins(userId), await joins(userId)];
    const session = await signsIn(userId);
    for (const place of [here, elsewhere]) await acts({ ...place, session });
    await vault.keys.destroy(here.organizationId, here.personId);
    expect((await told(here))[0]?.personal).toBe(Erased.value);
    expect((await told(elsewhere))[0]?.personal).toEqual(device);
  });
});
