import { randomBytes, randomUUID } from 'node:crypto';
import * as e from '@annals/contracts';
import { EventStore, type StreamId } from '@annals/eventstore';
import { streamName, type Actor, type DomainEvent } from '@annals/kernel';
import { anyStream, sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, history, Projector, ViewReader } from '@annals/views';
import { startEventStore, type EventStoreServer } from '../../../../../apps/eventstore/src/server';
import { audit } from './audit.view';
import { ListAudit } from './audit.query';
import { GetAuditEntry } from './entry.query';
import { GetAuditFilters } from './filters.query';

jest.setTimeout(120_000);

const ROLE = 'annals_api';
/** Nobody is told who looks. */
const readers = { note: () => undefined };
type Filters = e.AskedOf<typeof e.routes.audit.listAudit>;

describe('the audit log on a real event store, vault and views', () => {
  let database: TestDatabase;
  let server: EventStoreServer;
  let vault: Vault;
  let store: EventStore;
  let views: ViewReader;
  let running: Promise<void> = Promise.resolve();
  const ending = new AbortController();
  const [organizationId, userId, personId, invitedId, invitationId, botId, keyId] = Array.from({ length: 7 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string, string, string];
  let last = '0';

  const write = async (
    category: string,
    actor: Actor,
    events: readonly DomainEvent[],
    reason?: string,
    id: StreamId = [organizationId],
  ) => {
    const commandId = randomUUID();
    const context = {
      commandId,
      actor,
      correlationId: commandId,
      permission: 'org.info:write',
      grants: 'owner@3',
      ...(reason === undefined ? {} : { reason }),
    };
    last = (await store.decide({ stream: anyStream(category), id }, context, () => events)).position;
  };
  const reads = (mayReadEmail = true) => ({
    permissions: new Set<e.Permission>(mayReadEmail ? ['members.email:read'] : []),
    minPosition: last,
  });
  const list = (asked: Partial<Filters> = {}, mayReadEmail = true) =>
    new ListAudit.Handler(views, readers).execute(
      new ListAudit.Query({ organizationId, limit: 50, routine: 'shown', ...asked }, reads(mayReadEmail)),
    );
  const entry = (sequence: number, mayReadEmail = true) =>
    new GetAuditEntry.Handler(views, vault, readers).execute(
      new GetAuditEntry.Query({ organizationId, sequence }, reads(mayReadEmail)),
    );
  const sentence = ({
    actor,
    sentence: parts,
  }: {
    actor: { label: string | null };
    sentence: readonly ({ text: string } | { label: string | null })[];
  }) =>
    `${actor.label ?? '[erased]'} ${parts.map((part) => ('text' in part ? part.text : (part.label ?? '[erased]'))).join('')}`;

  beforeAll(async () => {
    database = await sharedDatabase('audit');
    server = await startEventStore({ databaseUrl: database.url, port: 0 });
    await migrateVault(database.url, ROLE);
    vault = new Vault({
      databaseUrl: database.url,
      secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
      role: ROLE,
    });
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: vault.keys });
    await new Promise<void>((live, failed) => {
      running = new Projector({
        databaseUrl: database.url,
        eventStore: store,
        views: [audit, history],
        apiRole: ROLE,
        log: consoleLog('error'),
        onLive: live,
      }).run(ending.signal);
      running.catch(failed);
    });
    views = new ViewReader({ databaseUrl: database.url, role: ROLE, views: [audit, history] });
    await write('organization', `user:${userId}`, [
      e.organizationCreated({ organizationId, createdBy: personId }, { name: 'Halden Freight' }),
      e.memberAdded(
        { personId, userId, roles: ['owner'], via: 'creation' },
        { email: 'olga@acme.example', alias: 'Olga' },
      ),
      e.memberInvited(
        {
          invitationId,
          personId: invitedId,
          roles: ['admin'],
          invitedBy: personId,
          generation: 1,
          expiresAt: '2026-06-10T00:00:00.000Z',
        },
        { email: 'mia@acme.example' },
      ),
    ]);
    await write('organization', 'system:mail', [e.invitationMailed({ invitationId, generation: 1 })]);
    await write('fleet', `user:${userId}`, [
      e.botRegistered({ botId, workspaceId: randomUUID(), kind: 'rpa' }, { name: 'invoice-reader' }),
    ]);
    await write('keys', `user:${userId}`, [
      e.apiKeyIssued(
        {
          keyId,
          holder: { kind: 'bot', id: botId },
          issuedBy: personId,
          permissions: ['runs:report'],
          expiresAt: '2026-07-01T12:00:00.000Z',
        },
        { name: 'host wh-1' },
      ),
    ]);
    const runId = randomUUID();
    await write('run', `key:${keyId}`, [e.runFailed({ runId, botId }, { error: 'Portal answered 401' })], undefined, [
      organizationId,
      runId,
    ]);
    await write('organization', `user:${userId}`, [e.organizationRenamed({}, { name: 'Halden' })], 'New brand');
  });
  afterAll(async () => {
    ending.abort();
    await running;
    await views.close();
    await store.close();
    await server.stop();
    await vault.close();
    await database.drop();
  });

  it('W10 tells what happened, newest first, by the names that things have', async () => {
    const { items, next, total } = await list();
    expect(items.map((item) => sentence(item).replace(/[0-9a-f]{8}…[0-9a-f]{4}/, 'R'))).toEqual([
      'Olga renamed the organization to Halden',
      'host wh-1 reported that the run R of invoice-reader failed: Portal answered 401',
      'Olga issued the API key host wh-1 for invoice-reader, valid until 1 Jul 2026, 12:00 UTC',
      'Olga registered the RPA bot invoice-reader',
      'Annals mailed the invitation to mia@acme.example',
      'Olga invited mia@acme.example as Admin',
      'Olga made Olga the first member, as Owner',
      'Olga created the organization Halden Freight',
    ]);
    expect([items.map(({ sequence }) => sequence), next, total]).toEqual([[8, 7, 6, 5, 4, 3, 2, 1], null, 8]);
    expect(e.AuditPage.safeParse(await list()).success).toBe(true);
  });

  it('shows addresses only to those who may see them', async () => {
    expect(JSON.stringify(await list({}, false))).not.toContain('@acme.example');
    expect(
      sentence((await list({ type: 'MemberInvited' }, false)).items[0] ?? { actor: { label: '' }, sentence: [] }),
    ).toBe('Olga invited an invited person as Admin');
    expect((await entry(2)).personal).toEqual({ alias: 'Olga', email: 'olga@acme.example' });
    expect((await entry(2, false)).personal).toEqual({ alias: 'Olga' });
  });

  it('gives the details of an entry', async () => {
    const details = await entry(8);
    expect(details).toMatchObject({
      data: {},
      personal: null,
      text: { name: 'Halden' },
      reason: 'New brand',
      permission: 'org.info:write',
      grants: 'owner@3',
      session: null,
      stream: streamName('organization', organizationId),
      revision: 4,
      position: last,
    });
    expect(e.AuditEntryDetails.safeParse(details).success).toBe(true);
    expect((await entry(5)).data).toMatchObject({ botId, kind: 'rpa' });
    await expect(entry(99)).rejects.toMatchObject({ code: 'ENTRY_NOT_FOUND' });
  });

  it('filters, counts what matches, and pages', async () => {
    const count = async (asked: Partial<Filters>) => {
      const { items, total } = await list(asked);
      return [items.length, total];
    };
    expect(await count({ area: 'fleet' })).toEqual([1, 1]);
    expect(await count({ type: 'RunFailed' })).toEqual([1, 1]);
    expect(await count({ actor: `user:${userId}`, limit: 2 })).toEqual([2, null]);
    expect(await count({ to: '2020-01-01T00:00:00.000Z' })).toEqual([0, 0]);
    expect(await count({ from: '2020-01-01T00:00:00.000Z' })).toEqual([8, 8]);
    const first = await list({ limit: 5 });
    const second = await list({ limit: 5, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ sequence }) => sequence)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect([second.next, second.total]).toEqual([null, 8]);
    await expect(list({ cursor: 'x' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('filters by whether it was allowed: a refused run is denied', async () => {
    const [elsewhere, runId] = [randomUUID(), randomUUID()];
    const run = { runId, botId, workspaceId: randomUUID(), source: 'manual' } as const;
    const ids = [elsewhere, runId] as const;
    await write('run', `user:${userId}`, [e.runRequested(run)], undefined, ids);
    await write('run', 'system:runs', [e.runRefused({ ...run, code: 'BOT_DISABLED', stage: 'start' })], undefined, ids);
    const of = async (outcome: 'allowed' | 'denied') => {
      const { items, total } = await list({ organizationId: elsewhere, outcome });
      return [items.map((item) => [item.type, item.outcome]), total];
    };
    expect(await of('denied')).toEqual([[['RunRefused', 'denied']], 1]);
    expect(await of('allowed')).toEqual([[['RunRequested', 'allowed']], 1]);
  });

  it('A5 shows nothing to another organization', async () => {
    expect(await list({ organizationId: randomUUID() })).toEqual({ items: [], next: null, folded: [], total: 0 });
  });

  it('D2: offers to filter by what occurs here and nothing else; who left is still among the actors and named; who joined says so', async () => {
    const [goneUser, elsewhere] = [randomUUID(), randomUUID()];
    const filters = (id: string, page: { limit: number; cursor?: string } = { limit: 50 }) =>
      new GetAuditFilters.Handler(views, vault).execute(
        new GetAuditFilters.Query({ organizationId: id, ...page }, reads()),
      );
    const named = async () =>
      (await filters(organizationId)).actors.map(({ kind, label, value }) => [kind, label, value]);
    await write('organization', `user:${goneUser}`, [
      e.invitationAccepted({ invitationId, personId: invitedId, userId: goneUser }),
      e.memberAdded(
        { personId: invitedId, userId: goneUser, roles: ['admin'], via: 'invitation' },
        { email: 'mia@acme.example', alias: 'Mia' },
      ),
    ]);
    await write('organization', `user:${userId}`, [e.memberRemoved({ personId: invitedId })]);
    const { items, total } = await list({ actor: `user:${goneUser}` });
    expect([items.map(sentence), total]).toEqual([
      ['Mia joined by invitation, as Admin', 'Mia accepted the invitation by Olga'],
      2,
    ]);
    expect(items[1]?.sentence.at(-1)).toEqual({ kind: 'person', id: personId, label: 'Olga' });
    expect((await named()).sort()).toEqual([
      ['key', 'host wh-1', `key:${keyId}`],
      ['system', 'Annals', 'system:mail'],
      ['user', 'Mia', `user:${goneUser}`],
      ['user', 'Olga', `user:${userId}`],
    ]);
    const first = await filters(organizationId, { limit: 3 });
    const rest = await filters(organizationId, { limit: 3, cursor: first.next ?? '' });
    expect([...first.actors, ...rest.actors]).toEqual((await filters(organizationId)).actors);
    expect([first.actors.length, rest.actors.length, rest.next]).toEqual([3, 1, null]);
    const occurs = (await filters(organizationId)).types;
    expect(occurs.map(({ type }) => type)).toEqual([...new Set((await list()).items.map(({ type }) => type))].sort());
    expect(occurs.find(({ type }) => type === 'RunFailed')).toEqual({ type: 'RunFailed', area: 'run' });
    expect(await filters(elsewhere)).toEqual({ types: [], outcomes: [], actors: [], next: null });
  });

  it('W10 tells by the names of then, and what was before and after', async () => {
    const [workspaceId, elsewhere] = [randomUUID(), randomUUID()];
    const of = [elsewhere] as const;
    const [ada, adas] = [randomUUID(), randomUUID()];
    const actor = `user:${adas}` as const;
    await write(
      'organization',
      actor,
      [e.organizationCreated({ organizationId: elsewhere, createdBy: ada }, { name: 'Halden' })],
      undefined,
      of,
    );
    await write(
      'organization',
      actor,
      [
        e.memberAdded(
          { personId: ada, userId: adas, roles: ['owner'], via: 'creation' },
          { email: 'ada@acme.example', alias: 'Ada' },
        ),
      ],
      undefined,
      of,
    );
    await write(
      'organization',
      actor,
      [e.workspaceCreated({ workspaceId, isDefault: true }, { name: 'North' })],
      undefined,
      of,
    );
    await write('organization', actor, [e.workspaceRenamed({ workspaceId }, { name: 'South' })], 'Moved', of);
    await write(
      'organization',
      actor,
      [e.memberProfileUpdated({ personId: ada, userId: adas }, { alias: 'Ada Lund' })],
      undefined,
      of,
    );
    await write(
      'organization',
      actor,
      [e.memberRolesChanged({ personId: ada, roles: ['owner', 'auditor'] })],
      undefined,
      of,
    );
    await write('organization', actor, [e.workspaceRenamed({ workspaceId }, { name: 'South' })], undefined, of);
    const { items } = await list({ organizationId: elsewhere });
    expect(items.map((item) => [item.actor.label, item.changes])).toEqual([
      ['Ada Lund', []],
      ['Ada Lund', [{ field: 'roles', of: null, before: 'Owner', after: 'Owner, Auditor' }]],
      ['Ada', []],
      ['Ada', [{ field: 'name', of: null, before: 'North', after: 'South' }]],
      ['Ada', []],
      ['Ada', []],
      ['Ada', []],
    ]);
    expect(items.filter(({ type }) => type === 'WorkspaceRenamed').map((item) => item.sentence.at(-1))).toEqual(
      items.filter(({ type }) => type === 'WorkspaceRenamed').map((item) => item.sentence.at(-1)),
    );
    const found = async (search: string, mayReadEmail = true) =>
      (await list({ organizationId: elsewhere, search }, mayReadEmail)).items.map(({ sequence }) => sequence);
    expect(await found('moved')).toEqual([4]);
    expect(await found('north')).toEqual([7, 4, 3]);
    expect(await found('lund')).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await found('nowhere')).toEqual([]);
  });

  it('folds what machines do all the time, counts it where it is, and reads it from there', async () => {
    const [elsewhere, runId] = [randomUUID(), randomUUID()];
    const of = [elsewhere] as const;
    const run = [elsewhere, runId] as const;
    const key = `key:${keyId}` as const;
    await write('presence', key, [e.botWentOnline({ botId })], undefined, [elsewhere, botId]);
    await write('organization', `user:${userId}`, [e.organizationRenamed({}, { name: 'One' })], undefined, of);
    await write(
      'run',
      key,
      [e.runRequested({ runId, botId, workspaceId: randomUUID(), source: 'api' }), e.runStarted({ runId, botId }, {})],
      undefined,
      run,
    );
    await write('organization', `user:${userId}`, [e.organizationRenamed({}, { name: 'Two' })], undefined, of);
    await write('run', key, [e.runSucceeded({ runId, botId })], undefined, run);
    const folded = (asked: Partial<Filters> = {}) => list({ organizationId: elsewhere, routine: 'folded', ...asked });
    const { items, folded: groups } = await folded();
    expect(items.map(({ sequence }) => sequence)).toEqual([5, 2]);
    expect(groups.map(({ below, entries }) => [below, entries])).toEqual([
      [null, 1],
      [5, 2],
      [2, 1],
    ]);
    const group = await list({ organizationId: elsewhere, cursor: groups[1]?.cursor ?? '', limit: 2 });
    expect(group.items.map(({ sequence, routine }) => [sequence, routine])).toEqual([
      [4, true],
      [3, true],
    ]);
    expect((await folded({ actor: key })).folded.map(({ below, entries }) => [below, entries])).toEqual([[null, 4]]);
    expect((await folded({ area: 'fleet' })).folded.map(({ entries }) => entries)).toEqual([1]);
    expect((await folded({ type: 'RunStarted' })).items.map(({ sequence }) => sequence)).toEqual([4]);
    expect((await list({ organizationId: elsewhere })).items).toHaveLength(6);
  });
});
