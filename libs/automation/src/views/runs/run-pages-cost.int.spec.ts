import { randomUUID } from 'node:crypto';
import { routes, type AskedOf } from '@annals/contracts';
import { fromMilliseconds, plus } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { ViewReader } from '@annals/views';
import { sql } from 'kysely';
import { Client } from 'pg';
import { startEventStore } from '../../../../../apps/eventstore/src/server';
import { startWorld, type World } from '../../testing/a-world.setup';
import type { Db } from './runs-db';
import { historyPage } from './runs.query';
import { runs } from './runs.view';

jest.setTimeout(180_000);

type Asked = Partial<AskedOf<typeof routes.automation.listRuns>>;

const RUNS = 50_000;
const BOTS = 100;
/** So many rows of the history a page may read; reading through it would be eight times as many, */
const ROWS = 6_000;
/** and so many entries of its indexes. */
const ENTRIES = 10_000;
const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const now = fromMilliseconds(Date.now());

/** Runs within a year, of bots of very different diligence; one in twenty failed. A tenth of the bots has no trigger. */
const FILL = `INSERT INTO runs_1.runs (organization_id, run_id, bot_id, status, source, requested_at, error, requested_by, sequence, trigger_id)
  SELECT $1::uuid, gen_random_uuid(), ($2::uuid[])[b], status, source, $5::timestamptz - ($4 - n) * interval '10 minutes',
    CASE WHEN status <> 'failed' THEN NULL WHEN n < $4 / 12 THEN 'Old certificate ' || n WHEN n % 3 = 0 THEN 'Session expired' ELSE 'Row ' || n || ' has no price' END,
    CASE source WHEN 'trigger' THEN 'system:triggers' ELSE ($6::text[])[1 + n % 30] END, n, CASE source WHEN 'trigger' THEN ($3::uuid[])[b] END
  FROM (SELECT n, 1 + floor(power((n * 7919 % 10007) / 10007.0, 3) * ${BOTS})::int AS b FROM generate_series(1, $4::int) AS n) AS one,
  LATERAL (SELECT CASE WHEN n % 19 = 7 THEN 'failed' WHEN n % 2000 = 9 THEN 'killed' ELSE 'succeeded' END AS status,
    CASE WHEN n % 100 = 3 THEN 'retry' WHEN b % 10 <> 0 AND n % 10 < 7 THEN 'trigger' ELSE 'api' END AS source) AS s`;

describe('B11 P16: a page of a long history', () => {
  let world: World;
  let db: Client;
  const organizationId = randomUUID();
  const [bots, workspaces, triggers] = [ids(BOTS), ids(5), ids(BOTS)];
  const actors = ids(30).map((id) => `key:${id}`);

  beforeAll(async () => {
    let url = '';
    const aDatabase = async (name: string) => {
      const database = await sharedDatabase(name);
      ({ url } = database);
      return database;
    };
    world = await startWorld('run_pages_cost', { sharedDatabase: aDatabase, startEventStore });
    db = new Client({ connectionString: url });
    await db.connect();
    await db.query(
      `INSERT INTO runs_1.bots (organization_id, bot_id, workspace_id, name, enabled, retired)
       SELECT $1, bot, ($3::uuid[])[1 + n % 5], CASE WHEN n % 10 = 0 THEN 'by hand ' ELSE 'robot ' END || n, true, false FROM unnest($2::uuid[]) WITH ORDINALITY AS b (bot, n)`,
      [organizationId, bots, workspaces],
    );
    await db.query(
      'INSERT INTO runs_1.fired (organization_id, trigger_id, bot_id) SELECT $1, t, b FROM unnest($2::uuid[], $3::uuid[]) AS f (t, b)',
      [organizationId, triggers, bots],
    );
    await db.query(FILL, [organizationId, bots, triggers, RUNS, now, actors]);
    await db.query(
      'INSERT INTO runs_1.askers SELECT DISTINCT organization_id, bot_id, requested_by, source FROM runs_1.runs',
    );
    await db.query('VACUUM ANALYZE runs_1.runs, runs_1.bots, runs_1.askers');
  });
  afterAll(async () => {
    await db.end();
    await world.stop();
  });

  /** How many rows of the table, and entries of its indexes, this transaction has read. */
  async function touched(view: Db) {
    const { rows } = await sql<{ rows: number; entries: number }>`SELECT
      (sum(pg_stat_get_xact_tuples_fetched(oid)) + sum(pg_stat_get_xact_tuples_returned(oid)) FILTER (WHERE relkind = 'r'))::int AS rows,
      (sum(pg_stat_get_xact_tuples_returned(oid)) FILTER (WHERE relkind = 'i'))::int AS entries
      FROM pg_class WHERE oid = 'runs'::regclass OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = 'runs'::regclass)`.execute(
      view,
    );
    const [found] = rows;
    if (found === undefined) throw new Error('Counting always gives a row');
    return found;
  }
  const reading = (asked: Asked, cursor?: string) =>
    world.tools.ask(ViewReader).read(runs, { organization: organizationId }, async (view) => {
      const before = await touched(view);
      const context = { permissions: new Set(['runs:read', 'members:read', 'api_keys:read']) } as never;
      const { rows, next } = await historyPage(
        view,
        { organizationId, limit: 50, ...asked, cursor },
        { context, permission: 'runs:read' },
      );
      const after = await touched(view);
      return { found: rows.length, next, rows: after.rows - before.rows, entries: after.entries - before.entries };
    });

  const filters: readonly Asked[] = [
    {},
    { botId: bots[0] },
    { botId: bots[BOTS - 1] },
    { workspaceId: workspaces[0] },
    { workspaceId: workspaces[4] },
    { actor: 'system:triggers' },
    { actor: actors[7] },
    { status: 'succeeded' },
    { status: 'failed' },
    { status: 'killed' },
    { source: 'trigger' },
    { source: 'retry' },
    { triggerId: triggers[0] },
    { triggerId: triggers[BOTS - 1] },
    { from: plus(now, { days: -1 }) },
    { to: plus(now, { days: -330 }) },
    { search: 'session expired' },
    { search: 'row 30001' },
    { search: 'no such thing' },
    { search: 'old certificate' },
    { search: 'robot 9' },
    { search: 'by hand' },
  ];
  const pairs = filters.flatMap((one, index) =>
    filters
      .slice(index + 1)
      .filter((other) => !Object.keys(other).some((name) => name in one))
      .map((other) => ({ ...one, ...other })),
  );

  it('reads few rows and few entries of indexes, by every filter and each two of them, at the top and further down', async () => {
    const dear: object[] = [];
    for (const asked of [...filters, ...pairs]) {
      const first = await reading(asked);
      const second = first.next === null ? first : await reading(asked, first.next);
      for (const { rows, entries } of [first, second])
        if (rows > ROWS || entries > ENTRIES) dear.push({ asked, rows, entries });
    }
    expect(dear).toEqual([]);
  });

  it('counts what it reads: a page that reads through the history is seen', async () => {
    const { rows } = await world.tools.ask(ViewReader).read(runs, { organization: organizationId }, async (view) => {
      await sql`SELECT count(error) FROM runs WHERE organization_id = ${organizationId}`.execute(view);
      return touched(view);
    });
    expect(rows).toBeGreaterThanOrEqual(RUNS);
  });
});
