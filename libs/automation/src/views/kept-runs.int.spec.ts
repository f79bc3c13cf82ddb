import { randomUUID } from 'node:crypto';
import { routes } from '@annals/contracts';
import { day, fromMilliseconds, plus } from '@annals/kernel';
import type { RequestFacts, Tools } from '@annals/platform';
import { dyingAt, sharedDatabase } from '@annals/testing';
import { ViewReader } from '@annals/views';
import { Client } from 'pg';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { forgetHiddenRuns } from '../run/forget-hidden-runs';
import { contextOf, startWorld, type World } from '../testing/a-world.setup';

jest.setTimeout(120_000);

const context = contextOf();
const caller: RequestFacts = {
  permissions: new Set(['runs:read', 'bots:read', 'triggers:read', 'org:read']),
  workspaces: new Map(),
  context,
};
const now = fromMilliseconds(Date.now());
const old = plus(now, { days: -8 });
const lately = plus(now, { hours: -1 });

describe('W23: what is told of runs beside their history', () => {
  let world: World;
  let db: Client;
  let url = '';
  const organization_id = randomUUID();
  const [bot_id, workspace_id, trigger_id] = [randomUUID(), randomUUID(), randomUUID()];
  const [gone, open, recent, spell] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const runs = [
    { run_id: gone, status: 'failed', at: old, ended_at: old, error: 'portal answered 401' },
    { run_id: open, status: 'suspended', at: old, ended_at: null, error: null },
    { run_id: recent, status: 'succeeded', at: lately, ended_at: lately, error: null },
  ];
  const put = (table: string, rows: readonly object[]) =>
    db.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
      JSON.stringify(rows.map((row) => ({ organization_id, ...row }))),
    ]);

  beforeAll(async () => {
    world = await startWorld('kept_runs', {
      sharedDatabase: async (name) => {
        const database = await sharedDatabase(name);
        ({ url } = database);
        return database;
      },
      startEventStore,
    });
    db = new Client({ connectionString: url });
    await db.connect();
    const bot = { bot_id, workspace_id, name: 'robot', enabled: true, retired: false };
    for (const view of ['triggers_1', 'timeline_1', 'needs_1', 'runs_1']) await put(`${view}.bots`, [bot]);
    await put('overview_1.bots', [{ ...bot, online: false }]);
    const trigger = { trigger_id, bot_id, kind: 'schedule', settings: {}, enabled: true, is_left: false };
    await put('triggers_1.triggers', [{ ...trigger, from: old, created_at: old, sequence: 1 }]);
    const fires = runs.map(({ at, ...run }, n) => ({
      fire_id: run.run_id,
      due: at,
      fired_at: at,
      fate: 'fired',
      open: run.ended_at === null || null,
      sequence: n,
      ...run,
    }));
    const missed = { fire_id: spell, due: old, status: 'missed', fate: 'skipped', sequence: 9 };
    await put(
      'triggers_1.fires',
      [...fires, missed].map((fire) => ({ trigger_id, count: 1, ...fire })),
    );
    await put('timeline_1.subjects', [{ bot_id, subject_id: bot_id, area: 'bot' }]);
    const data = { botId: bot_id, workspaceId: workspace_id, kind: 'rpa', runId: gone, source: 'api' };
    const entry = { subject_id: bot_id, actor: 'system:fleet', data };
    const begun = runs.map(({ run_id: entry_id, ...run }, n) => ({ entry_id, ...run, kind: 'run', sequence: n }));
    const began = begun.map((run) => ({ ...entry, ...run, type: 'RunRequested' }));
    const made = { ...entry, entry_id: spell, kind: 'change', at: old, type: 'BotRegistered', sequence: 9 };
    await put('timeline_1.entries', [...began, made]);
    const counts = [old, lately].map((at) => ({ day: day(at), outcome: 'failed', n: 1 }));
    await put('overview_1.runs_by_day', counts);
    await put(
      'overview_1.bot_runs_by_day',
      counts.map((row) => ({ ...row, bot_id })),
    );
    await put('needs_1.faults', [{ bot_id }]);
    const failed = Array.from({ length: 15 }, (_, n) => ({ ...runs[0], run_id: randomUUID(), sequence: n }));
    const asked = { bot_id, source: 'api', requested_by: 'key:k', requested_at: old };
    await put(
      'runs_1.runs',
      failed.map((run) => ({ ...asked, ...run })),
    );
  });
  afterAll(async () => {
    await db.end();
    await world.stop();
  });
  afterEach(async () => {
    for (const view of views) await db.query(`DELETE FROM ${view}.retention`);
  });

  const views = ['triggers_1', 'timeline_1', 'overview_1', 'runs_1'];
  const keep = async (days: number, target_id: string) => {
    for (const view of views) await put(`${view}.retention`, [{ target_id, days }]);
  };
  const organizationId = organization_id;
  const asks = <Asked extends object>(asked: Asked) => ({ asked: { organizationId, ...asked }, caller, context });
  const fires = () => world.of(routes.automation.listFires).serve(asks({ triggerId: trigger_id, limit: 50 }));
  const figures = () => world.of(routes.automation.getFireFigures).serve(asks({ triggerId: trigger_id }));
  const entries = () => world.of(routes.automation.readTimeline).serve(asks({ botId: bot_id, limit: 50 }));
  const failures = async () => {
    const { runsByDay } = await world.of(routes.automation.getOverview).serve(asks({ days: 14 }));
    return runsByDay.reduce((sum, { failed }) => sum + failed, 0);
  };
  const kinds = async () => {
    const { items } = await world.of(routes.automation.listNeeds).serve(asks({ limit: 50 }));
    return items.map(({ kind }) => kind);
  };
  const told = async () => ({
    fires: (await fires()).items.map(({ runId }) => runId),
    due: (await figures()).due,
    entries: (await entries()).items.flatMap(({ run }) => run?.runId ?? []),
    changes: (await entries()).items.filter(({ run }) => run === null).length,
    failures: await failures(),
    failing: (await kinds()).includes('failing'),
  });
  const everything = {
    fires: expect.arrayContaining([gone, open, recent, null]) as unknown,
    due: 4,
    entries: [recent, open, gone],
    changes: 1,
    failures: 2,
    failing: true,
  };
  const kept = { fires: [recent, open], due: 2, entries: [recent, open], changes: 1, failures: 1, failing: false };

  it('B11: filters offer outcomes and bots of runs that are seen still, retired ones by name', async () => {
    const offered = async () => ({
      outcomes: (await world.of(routes.automation.getRunFilters).serve(asks({ limit: 50 }))).outcomes,
      bots: (await world.of(routes.automation.listBotsOfRuns).serve(asks({ limit: 50 }))).items,
    });
    const [quiet, retired] = [randomUUID(), randomUUID()];
    const bot = { workspace_id, enabled: true, retired: false };
    await put('runs_1.bots', [
      { ...bot, bot_id: quiet, name: 'never ran' },
      { ...bot, bot_id: retired, name: 'gone', retired: true },
    ]);
    const run = { source: 'api', requested_by: 'key:k' };
    const added = [
      { bot_id: retired, run_id: open, status: 'suspended', requested_at: old, sequence: 20 },
      { bot_id: retired, run_id: gone, status: 'killed', requested_at: old, ended_at: lately, sequence: 21 },
    ];
    await put(
      'runs_1.runs',
      added.map((row) => ({ ...run, ...row })),
    );
    const robot = { botId: bot_id, name: 'robot' };
    const retiredOne = { botId: retired, name: 'gone' };
    const byId = [robot, retiredOne].sort((one, other) => (one.botId < other.botId ? -1 : 1));
    expect(await offered()).toEqual({ outcomes: ['suspended', 'failed', 'killed'], bots: byId });
    await keep(7, organization_id);
    expect(await offered()).toEqual({ outcomes: ['suspended'], bots: [retiredOne] });
    for (const view of views) await db.query(`DELETE FROM ${view}.retention`);
    await keep(7, workspace_id);
    expect(await offered()).toEqual({ outcomes: ['suspended'], bots: [retiredOne] });
    await db.query('DELETE FROM runs_1.runs WHERE bot_id = $1', [retired]);
    expect(await offered()).toEqual({ outcomes: [], bots: [] });
  });

  it('what went into them, came out of them and what they said is forgotten then; of what goes on it stays', async () => {
    const { vault } = world.tools;
    const [over, goesOn, young] = [randomUUID(), randomUUID(), randomUUID()];
    const run = { bot_id, source: 'api', requested_by: 'key:k', requested_at: old };
    await put('runs_1.runs', [
      { ...run, run_id: over, status: 'succeeded', ended_at: old, sequence: 30 },
      { ...run, run_id: goesOn, status: 'running', sequence: 31 },
      { ...run, run_id: young, status: 'succeeded', requested_at: lately, ended_at: lately, sequence: 32 },
    ]);
    for (const runId of [over, goesOn, young]) {
      for (const what of ['input', 'output'])
        await vault.payloads.put({ organizationId, kind: `run/${runId}/${what}` }, Buffer.from('{}'));
      await vault.runLogs.append({ organizationId, runId }, 'began\n');
    }
    await vault.payloads.put({ organizationId, kind: 'logo' }, Buffer.from('a picture'));
    await db.query('UPDATE vault.payloads SET put_at = $2 WHERE organization_id = $1', [organizationId, old]);
    await db.query('UPDATE vault.run_logs SET at = $2 WHERE organization_id = $1', [organizationId, old]);
    const left = async () => {
      const { rows } = await db.query<{ run: string; n: number }>(
        `SELECT run, count(*)::int AS n FROM (
           SELECT split_part(kind, '/', 2) AS run FROM vault.payloads WHERE organization_id = $1
           UNION ALL SELECT run_id::text FROM vault.run_logs WHERE organization_id = $1) AS kept GROUP BY run`,
        [organizationId],
      );
      return new Map(rows.map(({ run: of, n }) => [of, n]));
    };
    const forget = () => forgetHiddenRuns.does(world.tools)(now);
    const everyRun = [over, goesOn, young].map((runId): [string, number] => [runId, 3]);
    await forget();
    expect(await left()).toEqual(new Map([...everyRun, ['', 1]]));
    await keep(7, workspace_id);
    await forget();
    await forget();
    expect(await left()).toEqual(new Map([...everyRun.slice(1), ['', 1]]));
    await db.query('DELETE FROM runs_1.runs WHERE run_id = ANY ($1)', [[over, goesOn, young]]);
  });

  it.each(['before', 'after'] as const)(
    'wherever the worker is killed (%s a call), what is left is forgotten the next time',
    async (when) => {
      const { vault, ask } = world.tools;
      await keep(7, workspace_id);
      for (let nth = 1; ; nth += 1) {
        const over = [randomUUID(), randomUUID()];
        const run = { bot_id, source: 'api', requested_by: 'key:k', requested_at: old, status: 'succeeded' };
        await put(
          'runs_1.runs',
          over.map((run_id, n) => ({ ...run, run_id, ended_at: old, sequence: 40 + n })),
        );
        for (const runId of over) {
          await vault.payloads.put({ organizationId, kind: `run/${runId}/input` }, Buffer.from('{}'));
          await vault.runLogs.append({ organizationId, runId }, 'began\n');
        }
        await db.query('UPDATE vault.payloads SET put_at = $2 WHERE organization_id = $1', [organizationId, old]);
        await db.query('UPDATE vault.run_logs SET at = $2 WHERE organization_id = $1', [organizationId, old]);
        const passing = dyingAt(nth, when);
        const dying = { runRemains: passing(vault.runRemains) };
        const views = passing(ask(ViewReader));
        const died = await forgetHiddenRuns
          .does({ ...world.tools, vault: dying, ask: () => views } as unknown as Tools)(now)
          .then(
            () => false,
            () => true,
          );
        await forgetHiddenRuns.does(world.tools)(now);
        const { rows } = await db.query(
          `SELECT kind FROM vault.payloads WHERE organization_id = $1 AND kind LIKE 'run/%'
           UNION ALL SELECT run_id::text FROM vault.run_logs WHERE organization_id = $1 AND run_id = ANY ($2)`,
          [organizationId, over],
        );
        const left = rows.filter(({ kind }: { kind: string }) => over.some((runId) => kind.includes(runId)));
        expect(left).toEqual([]);
        await db.query('DELETE FROM runs_1.runs WHERE run_id = ANY ($1)', [over]);
        if (died) continue;
        expect(nth).toBe(4);
        break;
      }
    },
  );

  it('is forgotten to its end after a kill between what went in and what was said: nothing is lost, nothing else goes', async () => {
    const { vault } = world.tools;
    const [seen = '', ...gone] = Array.from({ length: 603 }, () => randomUUID()).sort();
    const run = { bot_id, source: 'api', requested_by: 'key:k', status: 'succeeded', ended_at: lately };
    await put(
      'runs_1.runs',
      [seen, ...gone].map((run_id, n) => ({
        ...run,
        run_id,
        requested_at: run_id === seen ? lately : old,
        sequence: 100 + n,
      })),
    );
    await vault.payloads.put({ organizationId, kind: `run/${seen}/input` }, Buffer.from('{}'));
    await vault.runLogs.append({ organizationId, runId: seen }, 'began\n');
    await db.query(
      `INSERT INTO vault.payloads (organization_id, digest, kind, key_id, sealed, put_at)
       SELECT organization_id, run, 'run/' || run || '/input', key_id, sealed, put_at FROM vault.payloads, unnest($1::text[]) AS run WHERE kind = $2`,
      [gone, `run/${seen}/input`],
    );
    await db.query(
      `INSERT INTO vault.run_logs (organization_id, run_id, n, at, bytes, key_id, sealed)
       SELECT organization_id, run, n, at, bytes, key_id, sealed FROM vault.run_logs, unnest($1::uuid[]) AS run WHERE run_id = $2`,
      [gone, seen],
    );
    await db.query('UPDATE vault.payloads SET put_at = $2 WHERE organization_id = $1', [organizationId, old]);
    await db.query('UPDATE vault.run_logs SET at = $2 WHERE organization_id = $1', [organizationId, old]);
    const left = async () => {
      const { rows } = await db.query<{ inputs: number; logs: number }>(
        `SELECT (SELECT count(*)::int FROM vault.payloads WHERE split_part(kind, '/', 2) = ANY ($1::text[])) AS inputs,
           (SELECT count(*)::int FROM vault.run_logs WHERE run_id = ANY ($1::uuid[])) AS logs`,
        [[seen, ...gone]],
      );
      return rows[0];
    };
    expect(await left()).toEqual({ inputs: 603, logs: 603 });
    await keep(7, workspace_id);
    const holder = new Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM vault.run_logs WHERE run_id = $1 FOR UPDATE', [gone[0]]);
    const dies = forgetHiddenRuns
      .does(world.tools)(now)
      .catch((fault: unknown) => fault);
    for (let killed: number | null = 0; killed === 0;) {
      const waits = `wait_event_type = 'Lock' AND query LIKE 'DELETE FROM vault.run_logs%' AND datname = current_database()`;
      ({ rowCount: killed } = await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${waits}`));
    }
    await holder.end();
    expect(await dies).toHaveProperty('message');
    const half = await left();
    expect(half?.inputs).toBeLessThan(150);
    expect(half?.logs).toBeGreaterThan(400);
    await forgetHiddenRuns.does(world.tools)(now);
    expect(await left()).toEqual({ inputs: 1, logs: 1 });
    await forgetHiddenRuns.does(world.tools)(now);
    expect(await left()).toEqual({ inputs: 1, logs: 1 });
    await db.query('DELETE FROM runs_1.runs WHERE run_id = ANY ($1)', [[seen, ...gone]]);
  });

  it('is all, where they are seen for ever or so long', async () => {
    expect(await told()).toEqual(everything);
    await keep(9, organization_id);
    expect(await told()).toEqual(everything);
  });

  it('ends with what is kept, for the organization or for their workspace; what goes on and what is no run stays', async () => {
    await keep(7, organization_id);
    expect(await told()).toEqual(kept);
    await keep(30, workspace_id);
    expect(await told()).toEqual(everything);
    for (const view of views) await db.query(`DELETE FROM ${view}.retention`);
    await keep(7, workspace_id);
    expect(await told()).toEqual(kept);
  });
});
