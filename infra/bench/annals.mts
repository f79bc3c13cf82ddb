import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atOnce, built, eventStoreAccess, installed, start } from './harness.mts';

const { EventStore, uuidV5 } = built('eventstore') as typeof import('../../libs/eventstore/src/index');
const { Vault, loadSecrets, migrateVault } = built('vault') as typeof import('../../libs/vault/src/index');
const { organizationCreated, organizationRenamed, memberRolesChanged } = built(
  'contracts',
) as typeof import('../../libs/contracts/src/index');
const { Projector, view, counters } = built('views') as typeof import('../../libs/views/src/index');

const { EventStoreDBClient } = installed('@eventstore/db-client') as typeof import('@eventstore/db-client');

export const API_ROLE = 'annals_api';

/**
 * Annals below HTTP: the embedded event store as its own process, the vault with real keys, and a store that speaks the
 * protocol.
 */
export async function annals(databaseUrl: string) {
  await migrateVault(databaseUrl, API_ROLE);
  const folder = mkdtempSync(join(tmpdir(), 'annals-bench-'));
  const access = await eventStoreAccess(folder);
  const server = await start('apps/eventstore/src/main.js', {
    ANNALS_DATABASE_URL: databaseUrl,
    ANNALS_EVENTSTORE_PORT: '0',
    ...access.env,
  });
  const secrets = await loadSecrets({ file: join(folder, 'secrets.json'), create: true });
  const vault = new Vault({ databaseUrl, secrets });
  const connectionString = access.url(server.port);
  const store = new EventStore({ connectionString, keyring: vault.keys });
  return {
    connectionString,
    databaseUrl,
    secretsFile: join(folder, 'secrets.json'),
    vault,
    store,
    commands: renames(store),
    fill: (events: number) => fill(store, events),
    close: async () => {
      await store.close();
      await vault.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Named {
  names: number;
}
type NameEvent = ReturnType<typeof organizationCreated> | ReturnType<typeof organizationRenamed>;
const organization = {
  category: 'organization',
  initial: (): Named => ({ names: 0 }),
  evolve: {
    OrganizationCreated: (state: Named) => {
      state.names += 1;
    },
    OrganizationRenamed: (state: Named) => {
      state.names += 1;
    },
  },
};
const { v7 } = installed('uuid') as typeof import('uuid');
/** A command of its own each: a random v7 id, as a request without an Idempotency-Key has. */
const context = () => ({ commandId: v7(), correlationId: randomUUID(), actor: 'system:bench' as const });

/**
 * The same work as Emmett's CommandHandler does in its row: 500 streams of 10 events, one decision and one append each,
 * sealed.
 */
function renames(store: InstanceType<typeof EventStore>) {
  const ids = Array.from({ length: 500 }, () => randomUUID());
  const decide = (id: string, events: () => readonly NameEvent[]) =>
    store.decide<Named, NameEvent>({ stream: organization, id: [id] }, context(), events);
  let seeded = false;
  return async (inFlight: number, total: number) => {
    if (!seeded)
      await atOnce(16, ids.length, (index) =>
        decide(ids[index] ?? '', () =>
          Array.from({ length: 10 }, (_, n) =>
            n === 0
              ? organizationCreated({ organizationId: ids[index] ?? '', createdBy: randomUUID() }, { name: 'Halden' })
              : organizationRenamed({}, { name: 'Halden' }),
          ),
        ),
      );
    seeded = true;
    return atOnce(inFlight, total, (index) =>
      decide(ids[index % ids.length] ?? '', () => [organizationRenamed({}, { name: 'Freight' })]),
    );
  };
}

const SPACE = '5d7c1a52-9d0e-4c1c-8f0e-3b6a0c9a1b11';
type RolesEvent = ReturnType<typeof memberRolesChanged>;
const people = { category: 'organization', initial: () => ({}), evolve: { MemberRolesChanged: () => undefined } };

/** A log of `events` events over 10,000 members in 200 organizations, 50 events an append. */
async function fill(store: InstanceType<typeof EventStore>, events: number): Promise<void> {
  await atOnce(16, events / 50, (index) => {
    const organizationId = uuidV5(SPACE, `organization ${index % 200}`);
    return store.decide<object, RolesEvent>({ stream: people, id: [organizationId] }, context(), () =>
      Array.from({ length: 50 }, (_, n) =>
        memberRolesChanged({ personId: uuidV5(SPACE, `${index % 200} ${n}`), roles: ['member'] }),
      ),
    );
  });
}

/** One table, a row for each member: what Emmett's projection keeps, with the last event's place beside the count. */
const benchView = (version: number) =>
  view({
    name: 'bench_members',
    version,
    tables: { changes: counters({ key: ['organization_id', 'person_id'], columns: { n: 'int8' } }) },
    on: { MemberRolesChanged: (t, e) => t.changes.increment([e.organization, e.data.personId], { n: 1 }) },
  });

type Running = Awaited<ReturnType<typeof annals>>;

/** `$all` read by the official client and thrown away: the limit of every catch-up. @returns events per second */
export async function readAll({ connectionString }: Running): Promise<number> {
  const client = EventStoreDBClient.connectionString(connectionString);
  let events = 0;
  const from = performance.now();
  for await (const resolved of client.readAll()) if (resolved.event) events += 1;
  const perSecond = events / ((performance.now() - from) / 1000);
  await client.dispose();
  return perSecond;
}

/** A new version of the view, from position 0 to the head of the log. */
export async function catchUp({ store, databaseUrl }: Running, version: number): Promise<{ seconds: number }> {
  const stop = new AbortController();
  const from = performance.now();
  let until = 0;
  const projector = new Projector({
    databaseUrl,
    eventStore: store,
    views: [benchView(version)],
    apiRole: API_ROLE,
    onLive: () => {
      until = performance.now();
      stop.abort();
    },
  });
  await projector.run(stop.signal);
  return { seconds: (until - from) / 1000 };
}
