import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  botRegistered,
  triggerCreated,
  workspaceCreated,
  type EventOf,
  type FleetEvent,
  type runRefused,
} from '@annals/contracts';
import { EventStore, uuidV5 } from '@annals/eventstore';
import { plus, remembersNothing, type Instant } from '@annals/kernel';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@annals/postgres';
import { scaled, startFromSources, type SourceProcess } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';

const [TRIGGERS, MINUTES, KILLS] = scaled([4, 20, 4], [20, 100, 50]);
const FROM = '2026-06-03T09:00:00.000Z';
const WORKERS = 2;

describe('R1: workers and the database that are killed while triggers are due', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annals-r1-triggers-'));
  const [organizationId, workspaceId, botId] = [randomUUID(), randomUUID(), randomUUID()];
  const triggers = Array.from({ length: TRIGGERS }, () => randomUUID());
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  let postgres: EmbeddedPostgres;
  let server: SourceProcess;
  let port = 0;
  let store: EventStore;
  let vault: Vault;
  const workers: SourceProcess[] = [];

  const database = async () =>
    startEmbeddedPostgres({ folder: join(folder, 'postgres'), ...(port === 0 ? {} : { port: postgres.port }) });
  async function serve(): Promise<void> {
    server = startFromSources('apps/eventstore/src/main.ts', ['--insecure', '--port', String(port)], {
      ANNALS_DATABASE_URL: postgres.url,
    });
    port = Number((await server.ready)['port']);
  }
  const work = async (nth: number): Promise<void> => {
    workers[nth] = startFromSources('apps/worker/src/testing/fire-at.ts', [], {
      ANNALS_DATABASE_URL: postgres.url,
      ANNALS_EVENTSTORE_URL: `esdb://127.0.0.1:${port}?tls=false`,
      ANNALS_SECRETS_FILE: join(folder, 'secrets.json'),
      ANNALS_LOG_LEVEL: 'error',
    });
    await workers[nth].ready;
  };

  beforeAll(async () => {
    chmodSync(folder, 0o711);
    const written = Object.entries(secrets).map(([name, key]) => [name, key.toString('base64')]);
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(Object.fromEntries(written)), { mode: 0o600 });
    postgres = await database();
    await migrateVault(postgres.url, 'annals_api');
    await serve();
    vault = new Vault({ databaseUrl: postgres.url, secrets });
    store = new EventStore({ connectionString: `esdb://127.0.0.1:${port}?tls=false`, keyring: vault.keys });
    await seed();
    for (let nth = 0; nth < WORKERS; nth += 1) await work(nth);
  }, 120_000);
  afterAll(async () => {
    for (const worker of workers) await worker.kill9();
    await store.close();
    await vault.close();
    await server.kill9();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  async function seed(): Promise<void> {
    const context = () => ({ commandId: randomUUID(), correlationId: 'seed', actor: 'system:test' as const });
    const policies = { overlap: 'parallel', missed: 'all', missedAtMost: 3, pauseAfter: 10 } as const;
    const schedule = { zone: 'UTC', everyMinutes: 1 };
    const fleet: FleetEvent[] = [
      botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }),
      ...triggers.map((triggerId) =>
        triggerCreated({ triggerId, botId, kind: 'schedule', from: FROM, schedule, ...policies }, { name: 'Often' }),
      ),
    ];
    const place = workspaceCreated({ workspaceId, isDefault: true }, { name: 'General' });
    await store.decide(
      {
        stream: { category: 'organization', initial: () => null, evolve: { WorkspaceCreated: remembersNothing } },
        id: [organizationId],
      },
      context(),
      () => [place],
    );
    const evolve = { BotRegistered: remembersNothing, TriggerCreated: remembersNothing } as never;
    await store.decide<null, FleetEvent>(
      { stream: { category: 'fleet', initial: () => null, evolve }, id: [organizationId] },
      context(),
      () => fleet,
    );
    for (const triggerId of triggers)
      await vault.triggerDues.keep({ organizationId, triggerId, from: FROM, due: plus(FROM, { minutes: 1 }) });
  }

  /** Has a worker fire what is due then. Settles when it has looked, or is no more. */
  async function fires(worker: SourceProcess, now: Instant): Promise<void> {
    const heard = once(worker.child, 'message');
    worker.child.send({ now });
    await Promise.race([heard, worker.ended]);
  }

  async function killed(nth: number): Promise<void> {
    if (nth % 4 !== 3) {
      const victim = nth % WORKERS;
      await workers[victim]?.kill9();
      return work(victim);
    }
    process.kill(postgres.pid, 'SIGKILL');
    await postgres.exited;
    await server.kill9();
    postgres = await database();
    await serve();
  }

  /** What stands in the streams of the runs and of the fleet about each due time. */
  async function fateOf(triggerId: string, due: Instant): Promise<string[]> {
    const found: string[] = [];
    try {
      for await (const { type, data } of store.read(`run-${organizationId}.${uuidV5(triggerId, due)}`))
        found.push(type === 'RunRefused' ? (data as EventOf<typeof runRefused>['data']).code : type);
    } catch (error) {
      if (!/not found/i.test(String(error))) throw error;
    }
    for await (const { type, data } of store.read(`fleet-${organizationId}`)) {
      const spell = data as { triggerId: string; from: Instant; until: Instant };
      if (type === 'TriggerFiresMissed' && spell.triggerId === triggerId && spell.from <= due && due <= spell.until)
        found.push('in a spell');
    }
    return found;
  }

  it(
    `${KILLS} kills over ${TRIGGERS * MINUTES} due times: each has one fire or one recorded skip`,
    async () => {
      const end = plus(FROM, { minutes: MINUTES });
      const step = { seconds: Math.ceil((MINUTES * 60) / KILLS) };
      let now = plus(FROM, step);
      for (let nth = 0; nth < KILLS; nth += 1, now = plus(now, step)) {
        const looking = Promise.all(workers.map((worker) => fires(worker, now)));
        // At another place each time: while it fires, or just after.
        for (let turn = 0; turn < (nth * 7) % 29; turn += 1) await new Promise(setImmediate);
        await Promise.all([killed(nth), nth % 4 === 3 ? undefined : looking]);
      }
      // Whoever died had what it took alone for a while.
      const later = plus(now > end ? now : end, { minutes: 2 });
      for (let tries = 0; tries < 5; tries += 1)
        for (const worker of workers) await fires(worker, plus(later, { minutes: tries }));
      const kinds = new Set<string>();
      for (const triggerId of triggers) {
        for (let minute = 1; minute <= MINUTES; minute += 1) {
          const fate = await fateOf(triggerId, plus(FROM, { minutes: minute }));
          expect(fate).toHaveLength(1);
          for (const kind of fate) kinds.add(kind);
        }
      }
      expect([...kinds].sort()).toEqual(expect.arrayContaining(['RunRequested']));
      expect([...kinds].filter((kind) => !['RunRequested', 'MISSED', 'in a spell'].includes(kind))).toEqual([]);
    },
    scaled(180_000, 1_800_000),
  );
});
