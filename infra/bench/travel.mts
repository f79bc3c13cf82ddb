import { randomUUID } from 'node:crypto';
import { annals, API_ROLE } from './annals.mts';
import { atOnce, built, builtFile, median } from './harness.mts';
import { database, number, rounds, say, type Row } from './table.mts';

const { history, PastFolder, Projector, ViewReader } = built('views') as typeof import('../../libs/views/src/index');
const { runRequested, runStarted, runSucceeded } = built(
  'contracts',
) as typeof import('../../libs/contracts/src/index');
const { overview } = builtFile(
  'libs/automation/src/views/overview/overview.view.js',
) as typeof import('../../libs/automation/src/views/overview/overview.view');
const { runs } = builtFile(
  'libs/automation/src/views/runs/runs.view.js',
) as typeof import('../../libs/automation/src/views/runs/runs.view');
const { audit } = builtFile(
  'libs/audit/src/views/audit/audit.view.js',
) as typeof import('../../libs/audit/src/views/audit/audit.view');

const EVENTS = Number(process.env.BENCH_EVENTS ?? 100_000);
const NEIGHBOURS = 40;
const stream = {
  category: 'run',
  initial: () => ({}),
  evolve: { RunRequested: () => undefined, RunStarted: () => undefined, RunSucceeded: () => undefined },
};
const views = [overview, runs, audit];
const quiet = {
  info: () => undefined,
  error: (facts: object, text: string) => say(`${text} ${JSON.stringify(facts)}`),
};

/** Runs of 20 bots, three events each. */
async function fill({ store }: Awaited<ReturnType<typeof annals>>, organizationId: string): Promise<void> {
  const [workspaceId, bots] = [randomUUID(), Array.from({ length: 20 }, () => randomUUID())];
  await atOnce(16, EVENTS / 3, (index) => {
    const runId = randomUUID();
    const run = { runId, botId: bots[index % bots.length] ?? '' };
    const context = { commandId: randomUUID(), correlationId: randomUUID(), actor: 'system:bench' as const };
    return store.decide({ stream, id: [organizationId, runId] }, context, () => [
      runRequested({ ...run, workspaceId, source: 'api' } as never),
      runStarted(run, {}),
      runSucceeded(run),
    ]);
  });
}

const ms = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** P17: three views of one organization as they were: from nothing, and at neighbouring instants. */
export async function travelRows(adminUrl: string): Promise<Row[]> {
  const world = await annals(await database(adminUrl, 'travel'));
  const { databaseUrl, store } = world;
  const organization = randomUUID();
  say(`P17: writing ${number(EVENTS)} events`);
  await fill(world, organization);
  const stop = new AbortController();
  const onLive = () => stop.abort();
  await new Projector({ databaseUrl, eventStore: store, views: [history], apiRole: API_ROLE, onLive }).run(stop.signal);
  const erasedSince = () => Promise.resolve(false);
  const past = { erasedSince, patienceMs: 120_000 };
  const reader = new ViewReader({ databaseUrl, role: API_ROLE, views: [history, ...views], past });
  const open = (records: never) => store.open(records);
  const folder = new PastFolder({ databaseUrl, role: API_ROLE, views, reader, open, erasedSince, log: quiet });
  await folder.start();
  const last = (await reader.extent(organization)).last.sequence;
  const page = (sequence: number) =>
    Promise.all([
      reader.read(overview, { organization }, (db) => db.selectFrom('runs_by_day').selectAll().execute(), {
        past: { sequence },
      }),
      reader.read(
        runs,
        { organization },
        (db) => db.selectFrom('runs').selectAll().orderBy('sequence', 'desc').limit(50).execute(),
        { past: { sequence } },
      ),
      reader.read(
        audit,
        { organization },
        (db) => db.selectFrom('entries').selectAll().orderBy('sequence', 'desc').limit(14).execute(),
        { past: { sequence } },
      ),
    ]);
  const [cold, near]: [number[], number[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    await forget(databaseUrl);
    const then = last - 1_000;
    cold.push(await ms(() => page(then)));
    for (let n = 1; n <= NEIGHBOURS; n += 1) near.push(await ms(() => page(then + (n % 2 === 0 ? n : -n))));
    say(`P17: round ${round}: ${number(cold.at(-1) ?? 0)} ms cold, ${number(median(near))} ms at a neighbour`);
  }
  const found = await ms(() => reader.moment(organization, new Date(Date.now() - 1_000).toISOString()));
  say(`P17: a moment is found in ${number(found)} ms`);
  await folder.stop();
  await reader.close();
  await world.close();
  return [
    {
      id: 'P17',
      what: `as-of page of one organization of ${number(EVENTS)} events: three views from nothing, and at a neighbouring instant`,
      ours: `${number(median(cold))} ms, ${number(median(near))} ms`,
      peer: '-',
      limit: '-',
      ratio: '-',
      goal: '<= 4 s, <= 200 ms',
    },
  ];
}

async function forget(databaseUrl: string): Promise<void> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ schema: string }>('DELETE FROM past.folds RETURNING schema');
  for (const { schema } of rows) await client.query(`DROP SCHEMA "${schema}" CASCADE`);
  await client.end();
}
