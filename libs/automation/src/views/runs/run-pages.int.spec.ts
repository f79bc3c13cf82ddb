import { randomUUID } from 'node:crypto';
import {
  BULK_RUNS_AT_MOST,
  routes,
  RUNS_COUNTED_AT_MOST,
  runStatus,
  type AnswerOf,
  type AskedOf,
} from '@annals/contracts';
import { fromMilliseconds, plus } from '@annals/kernel';
import type { RequestFacts } from '@annals/platform';
import { sharedDatabase } from '@annals/testing';
import { Client } from 'pg';
import { startEventStore } from '../../../../../apps/eventstore/src/server';
import { contextOf, startWorld, type World } from '../../testing/a-world.setup';

jest.setTimeout(120_000);

type Asked = AskedOf<typeof routes.automation.listRuns>;
type Item = AnswerOf<typeof routes.automation.listRuns>['items'][number];

const everywhere = contextOf();
const reader: RequestFacts = {
  permissions: new Set(['runs:read', 'members:read', 'api_keys:read', 'runs:export']),
  workspaces: new Map(),
  context: everywhere,
};
const inOne = (workspaceId: string): RequestFacts => ({
  ...reader,
  permissions: new Set(),
  workspaces: new Map([
    [workspaceId, { permissions: new Set(['runs:read']) }],
  ]) as unknown as RequestFacts['workspaces'],
});

const RUNS = 6_000;
const now = fromMilliseconds(Date.now());
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** Many runs, of bots that are unlike: the last but one failed only long ago, the last hardly ever runs. */
function history(organizationId: string, runs: number) {
  const [bots, workspaces] = [ids(6), ids(2)];
  const triggers = bots.map(() => randomUUID());
  const actors = [`user:${randomUUID()}`, `key:${randomUUID()}`];
  const rows = Array.from({ length: runs }, (_, n) => {
    const bot = n % 997 === 0 ? 5 : n % 5;
    const failed = n % 2 === 0 || (bot === 4 && n < 200);
    const status = failed ? 'failed' : (runStatus.options[n % 11] ?? 'failed');
    const byTrigger = n % 3 === 0;
    return {
      organization_id: organizationId,
      run_id: randomUUID(),
      bot_id: bots[bot],
      status,
      source: byTrigger ? 'trigger' : n % 7 === 0 ? 'retry' : 'api',
      requested_at: plus(now, { minutes: n - runs, seconds: 30 }),
      error: status !== 'failed' ? null : n < 300 ? 'Old certificate' : n % 1501 === 0 ? 'Zwickau 50%' : 'Mailbox full',
      requested_by: actors[n % 40 === 0 ? 1 : 0],
      sequence: n + 1,
      trigger_id: byTrigger ? triggers[bot] : null,
    };
  });
  return { organizationId, bots, workspaces, triggers, actors, rows };
}
type History = ReturnType<typeof history>;

describe('B11: pages of the run history', () => {
  let world: World;
  let db: Client;
  const ours = history(randomUUID(), RUNS);
  const theirs = history(randomUUID(), 50);

  const put = (table: string, rows: readonly object[]) =>
    db.query(`INSERT INTO runs_1.${table} SELECT * FROM jsonb_populate_recordset(NULL::runs_1.${table}, $1)`, [
      JSON.stringify(rows),
    ]);
  async function fill({ organizationId: organization_id, bots, workspaces, triggers, rows }: History) {
    const placed = bots.map((bot_id, n) => ({ bot_id, workspace_id: workspaces[n === 5 ? 1 : 0] }));
    await put(
      'bots',
      placed.map((bot, n) => ({ organization_id, ...bot, name: `robot ${n}`, enabled: true, retired: false })),
    );
    await put(
      'fired',
      triggers.map((trigger_id, n) => ({ organization_id, trigger_id, bot_id: bots[n] })),
    );
    const askers = new Map(rows.map((row) => [`${row.bot_id} ${row.requested_by} ${row.source}`, row]));
    await put('askers', [...askers.values()]);
    await put('runs', rows);
  }

  beforeAll(async () => {
    let url = '';
    const aDatabase = async (name: string) => {
      const database = await sharedDatabase(name);
      ({ url } = database);
      return database;
    };
    world = await startWorld('run_pages', { sharedDatabase: aDatabase, startEventStore });
    db = new Client({ connectionString: url });
    await db.connect();
    await fill(ours);
    await fill(theirs);
    await db.query('ANALYZE runs_1.runs');
  });
  afterAll(async () => {
    await db.end();
    await world.stop();
  });

  /** The first pages of what is asked for, and one far down. */
  async function pages(asked: Partial<Asked>, caller = reader): Promise<readonly Item[]> {
    const found: Item[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await world
        .of(routes.automation.listRuns)
        .serve({
          asked: { organizationId: ours.organizationId, limit: 500, ...asked, cursor },
          caller,
          context: everywhere,
        });
      found.push(...page.items);
      if (page.next === null) return found;
      cursor = page.next;
    }
  }

  const said = (row: History['rows'][number], { search }: Partial<Asked>) =>
    search === undefined ||
    [row.error ?? '', `robot ${ours.bots.indexOf(row.bot_id ?? '')}`].some((text) =>
      text.toLowerCase().includes(search.toLowerCase()),
    );
  const matches = (asked: Partial<Asked>) =>
    ours.rows.filter(
      (row) =>
        (asked.botId === undefined || row.bot_id === asked.botId) &&
        (asked.workspaceId === undefined ||
          (ours.bots.indexOf(row.bot_id ?? '') === 5) === (asked.workspaceId === ours.workspaces[1])) &&
        (asked.status === undefined || row.status === asked.status) &&
        (asked.source === undefined || row.source === asked.source) &&
        (asked.actor === undefined || row.requested_by === asked.actor) &&
        (asked.triggerId === undefined || row.trigger_id === asked.triggerId) &&
        (asked.from === undefined || row.requested_at >= asked.from) &&
        (asked.to === undefined || row.requested_at < asked.to) &&
        said(row, asked),
    );

  const filters: readonly Partial<Asked>[] = [
    {},
    { botId: ours.bots[0] },
    { botId: ours.bots[5] },
    { workspaceId: ours.workspaces[0] },
    { workspaceId: ours.workspaces[1] },
    { actor: ours.actors[1] },
    { status: 'failed' },
    { status: 'killed' },
    { source: 'retry' },
    { triggerId: ours.triggers[3] },
    { from: plus(now, { minutes: -4000 }), to: plus(now, { minutes: -300 }) },
    { search: 'mailbox' },
    { search: 'old cert' },
    { search: '50%' },
    { search: 'nothing like it' },
    { search: 'robot 5' },
  ];
  const pairs = filters.flatMap((one, index) =>
    filters
      .slice(index + 1)
      .filter((other) => !Object.keys(other).some((name) => name in one))
      .map((other) => ({ ...one, ...other })),
  );

  it('have what matches, all of it, newest first, by every filter and by each two of them', async () => {
    for (const asked of [...filters, ...pairs]) {
      const expected = matches(asked)
        .map(({ sequence }) => sequence)
        .reverse();
      const found = (await pages(asked)).map(({ sequence }) => sequence);
      expect({ asked, found: found.length }).toEqual({ asked, found: expected.length });
      expect(found).toEqual(expected);
    }
  });

  it('show nobody what is of another organization, or of a workspace that they do not see', async () => {
    const own = new Set<string>(ours.rows.map(({ run_id }) => run_id));
    for (const asked of [{ search: 'mailbox' }, { search: 'robot' }, { status: 'failed' }] as const)
      expect((await pages(asked)).filter(({ runId }) => !own.has(runId))).toEqual([]);
    const [, small = ''] = ours.workspaces;
    for (const asked of [{}, { search: 'mailbox' }, { status: 'failed' }, { search: 'robot' }] as const) {
      const found = await pages(asked, inOne(small));
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map(({ botId }) => botId))).toEqual(new Set([ours.bots[5]]));
    }
  });

  describe('figures', () => {
    const figures = (asked: Partial<Asked> = {}, caller = reader) =>
      world
        .of(routes.automation.getRunFigures)
        .serve({ asked: { organizationId: ours.organizationId, ...asked }, caller, context: everywhere });
    const counted = (rows: History['rows']) => ({
      runs: rows.length,
      succeeded: rows.filter(({ status }) => status === 'succeeded').length,
      failed: rows.filter(({ status }) => ['failed', 'lost', 'timed_out'].includes(status)).length,
      refused: rows.filter(({ status }) => status === 'refused').length,
    });

    it('count what the list has by the same filter, as a whole and in buckets', async () => {
      for (const asked of filters) {
        const { buckets, all, ...found } = await figures(asked);
        expect({ asked, found, all }).toMatchObject({ asked, found: counted(matches(asked)), all: true });
        const sum = (of: 'succeeded' | 'failed' | 'refused' | 'other') =>
          buckets.reduce((total, bucket) => total + bucket[of], 0);
        expect(sum('succeeded') + sum('failed') + sum('refused') + sum('other')).toBe(found.runs);
        expect(sum('failed')).toBe(found.failed);
        expect(buckets.length).toBeLessThanOrEqual(100);
      }
    });

    it('are by the hour within two days, and of nobody else', async () => {
      const day = await figures({ from: plus(now, { hours: -24 }) });
      expect([day.minutes, day.buckets.length]).toEqual([60, 25]);
      const own = await figures({}, inOne(ours.workspaces[1] ?? ''));
      expect(own.runs).toBe(matches({ botId: ours.bots[5] }).length);
      expect(await figures({ search: 'nothing like it' })).toMatchObject({
        runs: 0,
        since: null,
        buckets: [],
        p95: null,
      });
    });

    it('say within which time runs were done', async () => {
      const [some] = ours.rows;
      await db.query(
        `UPDATE runs_1.runs SET started_at = requested_at, ended_at = requested_at + interval '3 s' WHERE run_id = $1`,
        [some?.run_id],
      );
      expect(await figures({ to: plus(some?.requested_at ?? now, { seconds: 1 }) })).toMatchObject({
        p50: 3000,
        p95: 3000,
      });
    });

    it('say so of runs that took longer than a month (24.9 days are 2^31 milliseconds)', async () => {
      const organizationId = randomUUID();
      await db.query(
        `INSERT INTO runs_1.runs (organization_id, run_id, bot_id, status, source, requested_at, started_at, ended_at, requested_by, sequence)
         SELECT $1, gen_random_uuid(), $1, 'succeeded', 'api', at, at, at + interval '40 days', 'key:k', 1 FROM (SELECT now() - interval '41 days' AS at) AS begun`,
        [organizationId],
      );
      expect(await figures({ organizationId })).toMatchObject({ p50: 3_456_000_000, p95: 3_456_000_000 });
    });

    it('say how many of very many they count; nothing is done to so many at once (W21)', async () => {
      const organizationId = randomUUID();
      await db.query(
        `INSERT INTO runs_1.runs (organization_id, run_id, bot_id, status, source, requested_at, requested_by, sequence)
         SELECT $1, gen_random_uuid(), $1, 'succeeded', 'api', now() - n * interval '1 minute', 'key:k', n FROM generate_series(1, 25000) AS n`,
        [organizationId],
      );
      const found = await figures({ organizationId });
      expect(found).toMatchObject({ runs: RUNS_COUNTED_AT_MOST, all: false, succeeded: RUNS_COUNTED_AT_MOST });
      expect((found.since ?? '') > plus(now, { minutes: -RUNS_COUNTED_AT_MOST - 2 })).toBe(true);
      const all = { organizationId, act: 'stop', filter: {} } as const;
      const preview = world.of(routes.automation.previewBulkAction);
      await expect(
        preview.serve({ asked: all, caller: { ...reader, permissions: new Set(['runs:bulk']) }, context: everywhere }),
      ).rejects.toMatchObject({ code: 'RUNS_BULK_LIMIT', details: { limit: BULK_RUNS_AT_MOST } });
    });
  });

  describe('W23: runs that are older than they are kept', () => {
    const keep = (days: number, target_id: string) =>
      put('retention', [{ organization_id: ours.organizationId, target_id, days }]);
    const since = (days: number) => plus(now, { days: -days });
    // A run is asked for each minute: while the spec runs, none of them becomes too old.
    beforeEach(() => jest.spyOn(Date, 'now').mockReturnValue(Date.parse(now)));
    afterEach(async () => {
      jest.restoreAllMocks();
      await db.query('DELETE FROM runs_1.retention');
    });
    const oldestEnded = async (asked: Partial<Asked>) =>
      (await pages(asked)).filter(({ status }) => !open.includes(status)).at(-1)?.requestedAt ?? '';
    const [large = '', small = ''] = ours.workspaces;
    const get = (row: History['rows'][number] | undefined) =>
      world
        .of(routes.automation.getRun)
        .serve({
          asked: { organizationId: ours.organizationId, runId: row?.run_id ?? '' },
          caller: reader,
          context: everywhere,
        });

    const open = ['requested', 'running', 'suspended', 'stopping'];
    /** What is kept: lately asked for, or it goes on. */
    const kept = (asked: Partial<Asked>, days: number) =>
      matches(asked).filter((row) => row.requested_at >= since(days) || open.includes(row.status));
    const sequences = (rows: readonly { readonly sequence: number }[]) => rows.map(({ sequence }) => sequence);

    it('hide nothing that goes on: in lists, page by page, in figures, by itself, and for what is done to many', async () => {
      await keep(2, ours.organizationId);
      for (const asked of filters) {
        const expected = kept(asked, 2);
        expect({ asked, found: sequences(await pages(asked)) }).toEqual({
          asked,
          found: sequences(expected).reverse(),
        });
        const found = await world
          .of(routes.automation.getRunFigures)
          .serve({ asked: { organizationId: ours.organizationId, ...asked }, caller: reader, context: everywhere });
        expect({ asked, runs: found.runs }).toEqual({ asked, runs: expected.length });
      }
      const old = kept({}, 2).find(({ status }) => status === 'suspended');
      expect((old?.requested_at ?? '') < since(2)).toBe(true);
      expect((await get(old)).status).toBe('suspended');
      const preview = await world
        .of(routes.automation.previewBulkAction)
        .serve({
          asked: { organizationId: ours.organizationId, act: 'stop', filter: {} },
          caller: { ...reader, permissions: new Set(['runs:bulk']) },
          context: everywhere,
        });
      expect(preview).toMatchObject({ matching: kept({}, 2).length });
    });

    it('are in no list, and are said to be older when they are asked for', async () => {
      await keep(2, ours.organizationId);
      for (const asked of [{}, { search: 'mailbox' }, { botId: ours.bots[0] }, { workspaceId: large }])
        expect((await oldestEnded(asked)) >= since(2)).toBe(true);
      expect(new Set((await pages({ to: since(3) })).map(({ status }) => status))).toEqual(new Set(open));
      await expect(get(ours.rows[0])).rejects.toThrow('RUN_NOT_KEPT');
      expect((await get(ours.rows.at(-1))).status).toBe(ours.rows.at(-1)?.status);
    });

    it('are seen longer, or shorter, where a workspace says so', async () => {
      await keep(1, ours.organizationId);
      await keep(3, small);
      expect((await oldestEnded({ workspaceId: large })) >= since(1)).toBe(true);
      expect((await oldestEnded({ workspaceId: small })) < since(2)).toBe(true);
      const all = (await pages({})).filter(({ status }) => !open.includes(status));
      expect(all.filter(({ requestedAt, botId }) => requestedAt < since(1) && botId !== ours.bots[5])).toEqual([]);
      expect(all.some(({ requestedAt }) => requestedAt < since(2))).toBe(true);
      await db.query('DELETE FROM runs_1.retention');
      await keep(1, small);
      expect((await pages({ workspaceId: large })).length).toBe(matches({ workspaceId: large }).length);
      expect((await oldestEnded({ workspaceId: small })) >= since(1)).toBe(true);
    });
  });
});
