import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@annals/config';
import {
  memberRolesChanged,
  organizationCreated,
  organizationRenamed,
  workspaceCreated,
  type OrganizationEvent,
} from '@annals/contracts';
import { EventStore, uuidV5 } from '@annals/eventstore';
import type { DomainEvent, Stream } from '@annals/kernel';
import { openEventStore, openVault } from '@annals/platform';
import { ofThisRealm, sharedDatabase, startFromSources, type SourceProcess, type TestDatabase } from '@annals/testing';
import { loadSecrets, migrateVault, type Vault } from '@annals/vault';
import { Client } from 'pg';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { organization } from './organization';

type Events = readonly OrganizationEvent[];
/** More than what has a snapshot, in the product and where a spec asks for one sooner. */
const LONG = 1200;
const [SOON, EVENTS] = [500, 520];
const AT_ONCE = 200;

const context = (commandId: string = randomUUID()) => ({
  commandId,
  actor: 'system:spec' as const,
  correlationId: commandId,
});
/** Some of each that are said of an organization, with texts, so that all of its state is in use. */
const someEvents = (many: number): OrganizationEvent[] =>
  Array.from({ length: many }, (_, n) => {
    if (n % 10 === 0) return workspaceCreated({ workspaceId: randomUUID(), isDefault: n === 0 }, { name: `Room ${n}` });
    if (n % 10 === 1) return organizationRenamed({}, { name: `Halden Freight ${n}` });
    return memberRolesChanged({ personId: randomUUID(), roles: ['member'] });
  });

/** The same stream, which counts what is folded. */
function counted<S, E extends DomainEvent>(stream: Stream<S, E>) {
  let events = 0;
  const evolve = new Proxy(stream.evolve, {
    get: (handlers, type) => {
      events += 1;
      return Reflect.get(handlers, type) as unknown;
    },
  });
  return { stream: { ...stream, evolve }, folded: () => events };
}

describe('snapshots of an organization', () => {
  let folder: string;
  let database: TestDatabase;
  let owner: Client;
  let holder: Client;
  let vault: Vault;
  let environment: Record<string, string>;
  let whole: EventStore;
  const said: string[] = [];
  const servers: SourceProcess[] = [];
  const opened: EventStore[] = [];

  const startServer = async (databaseUrl: string): Promise<string> => {
    const server = startFromSources('apps/eventstore/src/main.ts', ['--insecure', '--port', '0'], {
      ANNALS_DATABASE_URL: databaseUrl,
    });
    servers.push(server);
    return `esdb://127.0.0.1:${String((await server.ready)['port'])}?tls=false`;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
    database = await sharedDatabase('organization_snapshots');
    owner = new Client({ connectionString: database.url });
    holder = new Client({ connectionString: database.url });
    await Promise.all([owner.connect(), holder.connect()]);
    await migrateVault(database.url, 'annals_api');
    const secretsFile = join(folder, 'secrets.json');
    await loadSecrets({ file: secretsFile, create: true });
    environment = {
      ANNALS_DATABASE_URL: database.url,
      ANNALS_EVENTSTORE_URL: await startServer(database.url),
      ANNALS_SECRETS_FILE: secretsFile,
    };
    vault = await openVault(loadConfig({ env: environment }));
    whole = new EventStore({ connectionString: environment['ANNALS_EVENTSTORE_URL'] ?? '', keyring: vault.keys });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    said.length = 0;
  });
  afterAll(async () => {
    await whole.close();
    await Promise.all(servers.map((server) => server.kill9()));
    await Promise.all([vault.close(), owner.end(), holder.end()]);
    await database.drop();
    rmSync(folder, { recursive: true });
  });

  /** A process that has nothing in memory, but the snapshots of all before it. */
  const cold = ({
    url = environment['ANNALS_EVENTSTORE_URL'] ?? '',
    now = new Date().toISOString(),
  } = {}): EventStore => {
    const store = new EventStore({
      connectionString: url,
      keyring: vault.keys,
      snapshots: { store: vault.snapshots, version: 'spec', every: SOON },
      clock: () => now,
      log: { info: (_, text) => void said.push(text), error: (_, text) => void said.push(`ALARM ${text}`) },
    });
    opened.push(store);
    return store;
  };
  /** As the processes of the product open it. */
  const coldProduct = (): EventStore => {
    const store = openEventStore(loadConfig({ env: environment }), vault);
    opened.push(store);
    return store;
  };
  const written = async (store = whole, { organizationId = String(randomUUID()), events = EVENTS } = {}) => {
    const target = { stream: organization, id: [organizationId] as const };
    const append = (all: Events) => store.decide(target, context(), () => all);
    await append([organizationCreated({ organizationId, createdBy: randomUUID() }, { name: 'Halden' })]);
    for (let from = 1; from < events; from += AT_ONCE) await append(someEvents(Math.min(AT_ONCE, events - from)));
    return { organizationId, target };
  };
  const snapshotOf = async (organizationId: string): Promise<number | undefined> => {
    const { rows } = await owner.query<{ revision: string }>('SELECT revision FROM vault.snapshots WHERE stream = $1', [
      `organization-${organizationId}`,
    ]);
    return rows[0] && Number(rows[0].revision);
  };
  const sealedOf = async (organizationId: string): Promise<string | undefined> => {
    const { rows } = await owner.query<{ sealed: string }>(
      "SELECT encode(sealed, 'hex') AS sealed FROM vault.snapshots WHERE stream = $1",
      [`organization-${organizationId}`],
    );
    return rows[0]?.sealed;
  };
  const snapshotIs = async (organizationId: string, revision: number): Promise<void> => {
    while ((await snapshotOf(organizationId)) !== revision) await new Promise(setImmediate);
  };
  /** Whoever keeps a snapshot holds its key meanwhile: now they wait. */
  const holdKey = async (organizationId: string): Promise<void> => {
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM vault.keys WHERE scope = $1 AND subject = 'organization' FOR UPDATE`, [
      organizationId,
    ]);
  };
  /** So many processes wait to keep one. */
  const isWriting = async (many: number): Promise<void> => {
    const waiting = async () =>
      (
        await owner.query(
          `SELECT FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO vault.snapshots%'`,
        )
      ).rowCount;
    while ((await waiting()) !== many) await new Promise(setImmediate);
  };

  /** A long organization with a snapshot of all its events. */
  const snapshotted = async () => {
    const made = await written();
    await cold().state(made.target);
    await snapshotIs(made.organizationId, EVENTS - 1);
    return made;
  };
  const isTheSame = async (target: { stream: typeof organization; id: readonly [string] }, store = cold()) => {
    const [ours, all] = [await store.state(target, 0), await whole.state(target, 0)];
    expect(ofThisRealm(ours)).toStrictEqual({ ...all });
  };

  it('spare another process the long read, also when it decides; what it decides is the same', async () => {
    const { organizationId, target } = await written(whole, { events: LONG });
    await coldProduct().state(target);
    await snapshotIs(organizationId, LONG - 1);
    const again = context(uuidV5(organizationId, 'after the snapshot'));
    const first = await whole.decide(target, again, () => someEvents(2));
    const { stream, folded } = counted(organization);
    const store = coldProduct();
    const answer = await store.decide({ ...target, stream }, context(), ({ settings }) =>
      settings.created ? [organizationRenamed({}, { name: 'Halden Cargo' })] : [],
    );
    expect(answer).toMatchObject({ outcome: 'appended', revision: LONG + 2 });
    expect(folded()).toBe(3); // what came after the snapshot, and its own
    expect(await store.decide({ ...target, stream }, again, () => [])).toEqual({ ...first, outcome: 'remembered' });
    await isTheSame(target);
  });

  it('remember commands before them: one that comes again has one effect', async () => {
    const { organizationId, target } = await written();
    const again = context(uuidV5(organizationId, 'again'));
    const first = await whole.decide(target, again, () => someEvents(3));
    await cold().state(target);
    await snapshotIs(organizationId, EVENTS + 2);
    await whole.decide(target, context(), () => someEvents(1));
    expect(await cold().decide(target, again, () => someEvents(3))).toEqual({ ...first, outcome: 'remembered' });
  });

  it('are taken of long streams only, and of those that grew long in memory, too', async () => {
    const { organizationId, target } = await written(whole, { events: 1000 });
    const store = coldProduct();
    await store.state(target);
    expect(await snapshotOf(organizationId)).toBeUndefined();
    await store.decide(target, context(), () => someEvents(1));
    await snapshotIs(organizationId, 1000);
  });

  it('are sealed: no text of the organization is in the table', async () => {
    const { organizationId, target } = await snapshotted();
    const { state } = await whole.state(target);
    const { rows } = await owner.query<{ row: string; sealed: Buffer }>(
      'SELECT s::text AS row, sealed FROM vault.snapshots AS s WHERE stream = $1',
      [`organization-${organizationId}`],
    );
    const [{ row, sealed } = { row: '', sealed: Buffer.alloc(0) }] = rows;
    expect(sealed.length).toBeGreaterThan(5000);
    for (const word of [state.settings.name, 'Room', 'workspaces']) {
      expect(sealed.includes(word)).toBe(false);
      expect(row).not.toContain(word);
    }
  });

  it('are ignored and made anew when a row was changed by hand', async () => {
    const { organizationId, target } = await snapshotted();
    await owner.query(
      'UPDATE vault.snapshots SET sealed = set_byte(sealed, 1000, get_byte(sealed, 1000) # 1) WHERE stream = $1',
      [`organization-${organizationId}`],
    );
    const damaged = await sealedOf(organizationId);
    await isTheSame(target);
    expect(said).toContain('ALARM A snapshot is damaged');
    while ([undefined, damaged].includes(await sealedOf(organizationId))) await new Promise(setImmediate);
    said.length = 0;
    await isTheSame(target);
    expect(said).toEqual([]);
  });

  it('are ignored in the place of another organization, though each has its key beside it', async () => {
    const [ours, theirs] = [await snapshotted(), await snapshotted()];
    await owner.query(
      `UPDATE vault.snapshots AS ours SET key_id = theirs.key_id, sealed = theirs.sealed FROM vault.snapshots AS theirs
       WHERE ours.stream = $1 AND theirs.stream = $2`,
      [`organization-${ours.organizationId}`, `organization-${theirs.organizationId}`],
    );
    await isTheSame(ours.target);
    expect(said).toContain('ALARM A snapshot is damaged');
  });

  it('know the instant of their last event: a clock that is behind decides nothing before it', async () => {
    const { target } = await snapshotted();
    const last = await whole.eventAt(`organization-${target.id[0]}`, EVENTS - 1);
    const { at } = await cold({ now: '2020-01-01T00:00:00.000Z' }).decide(target, context(), () => someEvents(1));
    expect(at).toBe(last?.meta.at);
  });

  it.each<[string, number]>([
    ['ends before them', 300],
    ['went on differently', EVENTS + 300],
  ])('are ignored and removed with a restored log that %s', async (_name, events) => {
    const { organizationId, target } = await snapshotted();
    const restored = await sharedDatabase('organization_restored');
    const server = await startEventStore({ databaseUrl: restored.url, port: 0 });
    const url = `esdb://127.0.0.1:${server.port}?tls=false`;
    const other = new EventStore({ connectionString: url, keyring: vault.keys });
    await written(other, { organizationId, events });
    const [ours, all] = [await cold({ url }).state(target), await other.state(target, 0)];
    expect(ofThisRealm(ours)).toStrictEqual({ ...all });
    expect(said).toEqual(['The log is another one than that of a snapshot, which is not used']);
    while ((await snapshotOf(organizationId)) === EVENTS - 1) await new Promise(setImmediate);
    await other.close();
    await server.stop();
    await restored.drop();
  });

  it('go with the key of the organization', async () => {
    const { organizationId } = await snapshotted();
    await vault.keys.destroy(organizationId, 'organization');
    expect(await snapshotOf(organizationId)).toBeUndefined();
  });

  it('leave nothing half done when a process is killed while it writes one, and nobody waits for that', async () => {
    const { organizationId, target } = await written(whole, { events: LONG });
    await holdKey(organizationId);
    const taker = startFromSources(
      'libs/organization/src/testing/cold-process.setup.ts',
      [organizationId],
      environment,
    );
    expect(await taker.ready).toMatchObject({ revision: LONG - 1 }); // it was answered, though what it writes waits
    await isWriting(1);
    await taker.kill9();
    await holder.query('ROLLBACK');
    await isTheSame(target, coldProduct());
    await snapshotIs(organizationId, LONG - 1);
    await isTheSame(target, coldProduct());
  });

  it('of two that write at once: the later one stays', async () => {
    const { organizationId, target } = await written(whole, { events: LONG });
    const [early, late] = [coldProduct(), coldProduct()];
    await holdKey(organizationId);
    await early.state(target);
    await isWriting(1);
    await whole.decide(target, context(), () => someEvents(1));
    await late.state(target);
    await isWriting(2);
    await holder.query('ROLLBACK');
    await isWriting(0);
    await Promise.all([early.close(), late.close()]);
    expect(await snapshotOf(organizationId)).toBe(LONG);
    await isTheSame(target, coldProduct());
  });
});
