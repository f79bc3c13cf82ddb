import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { annals } from './annals.mts';
import { atOnce, built, builtFile, installed, median } from './harness.mts';
import { database, interleaved, rounds, say, times, type Row } from './table.mts';

const { EventStore } = built('eventstore') as typeof import('../../libs/eventstore/src/index');
const contracts = built('contracts') as typeof import('../../libs/contracts/src/index');
const { OrganizationMemberships } = built('organization') as typeof import('../../libs/organization/src/index');
const { organization } = builtFile(
  'libs/organization/src/organization/organization.js',
) as typeof import('../../libs/organization/src/organization/organization');
const { changeMemberRoles } = builtFile(
  'libs/organization/src/commands/change-member-roles/change-member-roles.js',
) as typeof import('../../libs/organization/src/commands/change-member-roles/change-member-roles');
const { allowedIn } = builtFile(
  'libs/platform/src/http/allowed.js',
) as typeof import('../../libs/platform/src/http/allowed');
const { judge } = builtFile('libs/platform/src/http/judge.js') as typeof import('../../libs/platform/src/http/judge');
const { v7 } = installed('uuid') as typeof import('uuid');

type OrganizationEvent = import('../../libs/contracts/src/index').OrganizationEvent;
type Store = InstanceType<typeof EventStore>;

const AT_ONCE = 200;
/** Events between two snapshots, as in the product. */
const EVERY = 1000;
/** Events after the newest snapshot, as many in both: half of what there may be. */
const BEHIND = EVERY / 2;
/** In each workspace, so that somebody is in two of them. */
const IN_EACH = 100;
const context = (actor: `user:${string}`) => ({ commandId: v7(), correlationId: randomUUID(), actor });

/** An organization that the product would have made: its owner, its other members and its workspaces. */
interface Measured {
  readonly organizationId: string;
  readonly owner: string;
  readonly persons: readonly string[];
  /** A Member who was added to a workspace. */
  readonly inside: { readonly userId: string; readonly workspaceId: string };
}

function* eventsOf(people: number, spaces: number, made: Measured): Generator<OrganizationEvent> {
  const { organizationId, owner, persons, inside } = made;
  const joined = (personId: string, userId: string, role: string, n: number) =>
    contracts.memberAdded(
      { personId, userId, roles: [role], via: 'invitation' },
      { email: `p${n}@halden.example`, alias: `P ${n}` },
    );
  yield contracts.organizationCreated({ organizationId, createdBy: owner }, { name: 'Halden Freight' });
  yield joined(randomUUID(), owner, 'owner', people);
  const ids = [inside.workspaceId, ...Array.from({ length: spaces - 1 }, () => randomUUID())];
  for (const [n, workspaceId] of ids.entries())
    yield contracts.workspaceCreated({ workspaceId, isDefault: n === 0 }, { name: `Room ${n}` });
  for (const [n, personId] of persons.entries())
    yield joined(personId, n === 0 ? inside.userId : randomUUID(), 'member', n);
  for (const [n, workspaceId] of ids.entries())
    for (let each = 0; each < Math.min(IN_EACH, persons.length); each += 1)
      yield contracts.workspaceMemberAdded({
        workspaceId,
        personId: persons[n === 0 ? each : (n * IN_EACH + each) % persons.length] ?? '',
        role: 'operator',
      });
}

async function made(store: Store, people: number, spaces: number): Promise<Measured> {
  const of = {
    organizationId: randomUUID(),
    owner: randomUUID(),
    persons: Array.from({ length: people }, () => randomUUID()),
    inside: { userId: randomUUID(), workspaceId: randomUUID() },
  };
  const target = { stream: organization, id: [of.organizationId] } as const;
  const events = [...eventsOf(people, spaces, of)];
  for (let from = 0; from < events.length; from += AT_ONCE)
    await store.decide(target, context(`user:${of.owner}`), () => events.slice(from, from + AT_ONCE));
  return of;
}

/** The owner changes the role of somebody: the product's own rule on the product's own state. */
const command = (store: Store, { organizationId, owner, persons }: Measured, nth: number) =>
  store.decide({ stream: organization, id: [organizationId] }, context(`user:${owner}`), (state, facts) => {
    const personId = persons[nth % persons.length] ?? '';
    const roles = state.people.members.get(personId)?.roles.includes('auditor') ? ['member'] : ['auditor', 'member'];
    return changeMemberRoles(state, { organizationId, personId, roles }, facts);
  });

/** Goes on until so many events stand after its newest snapshot: what is read beside it is as much in both. */
async function behind(store: Store, client: pg.Client, of: Measured): Promise<void> {
  const asked = 'SELECT revision FROM vault.snapshots WHERE stream = $1';
  for (let nth = 0; ; nth += 1) {
    const { revision } = await command(store, of, nth);
    if (nth % 10 > 0) continue;
    const { rows } = await client.query<{ revision: string }>(asked, [`organization-${of.organizationId}`]);
    const after = revision - Number(rows[0]?.revision ?? Infinity);
    if (after >= BEHIND && after < BEHIND + EVERY / 20) return;
  }
}

/** What the guard does for a Member who starts a run in the workspace that they were added to. */
async function guard(memberships: InstanceType<typeof OrganizationMemberships>, of: Measured): Promise<void> {
  const { organizationId, inside } = of;
  const principal = { kind: 'user', id: inside.userId, actor: `user:${inside.userId}` } as const;
  const allowed = await allowedIn(memberships, organizationId, principal);
  const route = { ...contracts.routes.organization.getWorkspace, access: 'workspaces:list_all' as const };
  const request = { params: { organizationId, workspaceId: inside.workspaceId }, body: undefined };
  await judge(allowed, { route, request, organizationId }, { bot: nowhere, run: nowhere });
  await memberships.standing(organizationId);
}
const nowhere = () => Promise.resolve(undefined);

/** P23: what a command and the guard cost in an organization of 10,000 people and 200 workspaces, beside one of 10 and 1. */
export async function sizeRows(adminUrl: string): Promise<Row[]> {
  const databaseUrl = await database(adminUrl, 'size');
  const base = await annals(databaseUrl);
  const { connectionString, vault } = base;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const open = () =>
    new EventStore({
      connectionString,
      keyring: vault.keys,
      deadlineMs: 60_000,
      follow: ['organization-'],
      snapshots: { store: vault.snapshots, version: 'bench', every: EVERY },
    });
  const store = open();
  try {
    say('P23: making an organization of 10,000 people and 200 workspaces');
    const small = await made(store, 10, 1);
    const large = await made(store, 10_000, 200);
    return [
      ...(await commandRows(store, { open, client }, { small, large })),
      await guardRow(new OrganizationMemberships(store, vault), large),
    ];
  } finally {
    await Promise.all([client.end(), store.close()]);
    await base.close();
  }
}

interface Both {
  readonly small: Measured;
  readonly large: Measured;
}

/** How the cold ones are opened, and where their snapshots are. */
interface Cold {
  readonly open: () => Store;
  readonly client: pg.Client;
}

async function commandRows(store: Store, { open, client }: Cold, { small, large }: Both): Promise<Row[]> {
  const hot = (of: Measured) => async () => (await atOnce(1, 300, (nth) => command(store, of, nth))).perSecond;
  await Promise.all([hot(small)(), hot(large)()]);
  const rates = await interleaved('P23 hot', { small: hot(small), large: hot(large) });
  for (const each of [small, large]) await behind(store, client, each);
  const cold = { small: [] as number[], large: [] as number[] };
  for (let round = 1; round <= rounds * 3; round += 1)
    for (const which of round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const))
      cold[which].push(await first(open(), which === 'small' ? small : large, round));
  const [few, many] = [median(cold.small), median(cold.large)];
  say(`P23 cold: ${few.toFixed(1)} ms with 10 people, ${many.toFixed(1)} ms with 10,000`);
  const what = 'in an organization of 10,000 people and 200 workspaces';
  return [
    {
      id: 'P23',
      what: `a command ${what}, hot`,
      ours: `${(1000 / rates.large).toFixed(2)} ms`,
      peer: '-',
      limit: `${(1000 / rates.small).toFixed(2)} ms with 10 people`,
      ratio: times(rates.small / rates.large),
      goal: '<= 1.5x',
    },
    {
      id: 'P23',
      what: `the first command ${what}`,
      ours: `${many.toFixed(1)} ms`,
      peer: '-',
      limit: `${few.toFixed(1)} ms with 10 people`,
      ratio: times(many / few),
      goal: '<= 1.5x',
    },
  ];
}

/** By a process that is connected and has met another stream. @returns milliseconds */
async function first(store: Store, of: Measured, nth: number): Promise<number> {
  await store.decide({ stream: organization, id: [randomUUID()] }, context(`user:${of.owner}`), () => [
    contracts.organizationRenamed({}, { name: 'Halden' }),
  ]);
  const from = performance.now();
  await command(store, of, nth);
  const taken = performance.now() - from;
  await store.close();
  return taken;
}

async function guardRow(memberships: InstanceType<typeof OrganizationMemberships>, large: Measured): Promise<Row> {
  const ask = () => guard(memberships, large);
  await atOnce(1, 2000, ask);
  const each: number[] = [];
  for (let round = 0; round < rounds; round += 1) each.push(1000 / (await atOnce(1, 5000, ask)).perSecond);
  return {
    id: 'P23',
    what: 'what the guard takes in such an organization, hot',
    ours: `${median(each).toFixed(3)} ms`,
    peer: '-',
    limit: '-',
    ratio: '-',
    goal: '<= 0.2 ms',
  };
}
