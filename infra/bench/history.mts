import { annals, API_ROLE } from './annals.mts';
import { fillHistory, RUNS, type History } from './history-data.mts';
import { built, builtFile, median } from './harness.mts';
import { database, number, say, type Row } from './table.mts';

const { Projector, ViewReader } = built('views') as typeof import('../../libs/views/src/index');
const { runs } = builtFile(
  'libs/automation/src/views/runs/runs.view.js',
) as typeof import('../../libs/automation/src/views/runs/runs.view');
const { historyPage } = builtFile(
  'libs/automation/src/views/runs/runs.query.js',
) as typeof import('../../libs/automation/src/views/runs/runs.query');

/** How often each page is read. */
const TIMES = Number(process.env.BENCH_PAGES ?? 100);
/** The page far down. */
const DEEP = 20;
const GOAL = 25;
/** One that takes seconds is known after a few. */
const MOST = Number(process.env.BENCH_MOST ?? 1_000);
const context = { permissions: new Set(['runs:read', 'members:read', 'api_keys:read']) } as never;

type Filter = Partial<Parameters<typeof historyPage>[1]>;

/** Every filter alone, of what is frequent and of what is rare. */
const filters = ({ bots, workspaces, triggers, actors }: History): Readonly<Record<string, Filter>> => ({
  none: {},
  'bot busy': { botId: bots[0] },
  'bot idle': { botId: bots[199] },
  workspace: { workspaceId: workspaces[0] },
  'asked often': { actor: 'system:triggers' as never },
  'asked seldom': { actor: actors[29] as never },
  succeeded: { status: 'succeeded' },
  failed: { status: 'failed' },
  killed: { status: 'killed' },
  'by trigger': { source: 'trigger' },
  retry: { source: 'retry' },
  'trigger busy': { triggerId: triggers[0] },
  'trigger idle': { triggerId: triggers[199] },
  'last day': { from: '2026-11-29T00:00:00.000Z' as never },
  'a year ago': { to: '2025-12-10T00:00:00.000Z' as never },
  'error everywhere': { search: 'session has expired' },
  'error once': { search: 'order 500003' },
  'error rare': { search: 'zwickau' },
  'error nowhere': { search: 'no such thing' },
  'error of the first month': { search: 'old certificate' },
  'a bot’s name': { search: 'bot 19' },
});

const pairs = (single: Readonly<Record<string, Filter>>): [string, Filter][] =>
  Object.entries(single).flatMap(([one, first], index, all) => [
    [one, first] as [string, Filter],
    ...all
      .slice(index + 1)
      .filter(([, second]) => !Object.keys(second).some((name) => name in first))
      .map(([other, second]) => [`${one} + ${other}`, { ...first, ...second }] as [string, Filter]),
  ]);

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
}

const at = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;

async function timed(name: string, work: () => Promise<unknown>): Promise<Measured> {
  const took: number[] = [];
  await work();
  for (let n = 0; n < TIMES; n += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
    if (took.reduce((sum, each) => sum + each, 0) > MOST) break;
  }
  took.sort((one, other) => one - other);
  return { name, p50: at(took, 0.5), p99: at(took, 0.99) };
}

/** Each filter alone and with each other one, the first page and one far down; and a page by its index alone. */
export async function pages(databaseUrl: string, history: History) {
  const { organizationId } = history;
  const views = new ViewReader({ databaseUrl, role: API_ROLE, views: [runs] });
  const page = (filter: Filter, cursor?: string) =>
    views.read(runs, { organization: organizationId }, (db) =>
      historyPage(db, { organizationId, limit: 50, ...filter, cursor }, { context, permission: 'runs:read' }),
    );
  const found: Measured[] = [];
  for (const [name, filter] of pairs(filters(history))) {
    found.push(await timed(name, () => page(filter)));
    let cursor: string | undefined;
    for (let deep = 1; deep < DEEP; deep += 1) cursor = (await page(filter, cursor)).next ?? cursor;
    if (cursor !== undefined) found.push(await timed(`${name}, page ${DEEP}`, () => page(filter, cursor)));
  }
  const bare = await timed('by the index alone', () =>
    views.read(runs, { organization: organizationId }, (db) =>
      db
        .selectFrom('runs')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('requested_at', 'desc')
        .orderBy('sequence', 'desc')
        .limit(51)
        .execute(),
    ),
  );
  await views.close();
  return { found, bare };
}

/** The rows are written into the tables of the view that serves: a million runs by commands would take hours. */
async function aHistory(databaseUrl: string) {
  const world = await annals(databaseUrl);
  const stop = new AbortController();
  const onLive = () => {
    stop.abort();
  };
  await new Projector({ databaseUrl, eventStore: world.store, views: [runs], apiRole: API_ROLE, onLive }).run(
    stop.signal,
  );
  await world.close();
  say(`P16: writing ${number(RUNS)} runs`);
  return fillHistory(databaseUrl);
}

/** P16: pages of a history of a million runs, as the api reads them. */
export async function historyRows(adminUrl: string): Promise<Row[]> {
  const databaseUrl = await database(adminUrl, 'history');
  const { found, bare } = await pages(databaseUrl, await aHistory(databaseUrl));
  const slowest = [...found].sort((one, other) => other.p99 - one.p99);
  for (const { name, p50, p99 } of slowest.filter((each) => each.p99 > GOAL))
    say(`P16: ${name}: p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`);
  const [worst] = slowest;
  return [
    {
      id: 'P16',
      what: `a page of ${number(RUNS)} runs by ${found.length} filters and pairs of filters, p99 in ms`,
      ours: `${median(found.map(({ p99 }) => p99)).toFixed(1)}, ${worst?.p99.toFixed(1) ?? '-'} the slowest (${worst?.name ?? '-'})`,
      peer: '-',
      limit: `${bare.p99.toFixed(1)} by the index alone`,
      ratio: `${found.filter(({ p99 }) => p99 <= GOAL).length} of ${found.length} within the goal`,
      goal: `<= ${GOAL} ms`,
    },
  ];
}
