import { randomUUID } from 'node:crypto';
import pg from 'pg';

export const RUNS = Number(process.env.BENCH_RUNS ?? 1_000_000);
const OTHERS = 10;
const DAYS = 365;

/** What the history of the bench has, to filter by. */
export interface History {
  readonly organizationId: string;
  readonly bots: readonly string[];
  readonly workspaces: readonly string[];
  readonly triggers: readonly string[];
  readonly actors: readonly string[];
}

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

/**
 * The rows of so many runs as the view keeps them: 200 bots of very different diligence in five workspaces, within a
 * year; each twentieth failed. Of their errors some are the same ones again and again, half name something that no
 * other names, a few are rare, and one was seen in the first month only.
 */
const FILL = `
INSERT INTO runs (organization_id, run_id, bot_id, status, source, requested_at, started_at, ended_at, code, error, requested_by, sequence, trigger_id, due)
SELECT $1::uuid, gen_random_uuid(), ($2::uuid[])[b], s.status, s.source, at, at + interval '2 s',
  CASE WHEN s.status <> 'running' THEN at + interval '2 s' + r3 * interval '5 min' END, CASE WHEN s.status = 'refused' THEN 'BOT_DISABLED' END,
  CASE WHEN s.status = 'failed' THEN
    CASE WHEN n % 200003 = 19 THEN 'The portal of Zwickau is closed for the holidays'
         WHEN n < $5::int / 12 THEN 'The old certificate is refused since the move ' || n
         ELSE (ARRAY['Portal answered 401: the stored session has expired', 'The mailbox is full', 'No heartbeat for 3 intervals', 'Timeout while waiting for #submit of order ' || n, 'Row ' || n || ' has no price'])[1 + (n % 5)] END END,
  CASE WHEN s.source = 'trigger' THEN 'system:triggers' ELSE ($3::text[])[1 + floor(r2 * r2 * cardinality($3::text[]))::int] END, n * 3,
  CASE WHEN s.source = 'trigger' THEN ($4::uuid[])[b] END, CASE WHEN s.source = 'trigger' THEN at END
FROM (SELECT n, '2025-11-30T00:00:00Z'::timestamptz + n * (interval '1 day' * $6::int / $5::int) AS at,
        random() AS r2, random() AS r3, 1 + floor(power(random(), 3) * cardinality($2::uuid[]))::int AS b, random() AS r4, random() AS r5
      FROM generate_series(1, $5::int) AS n) AS one,
  LATERAL (SELECT CASE WHEN n % 200003 = 19 OR r4 < 0.05 THEN 'failed' WHEN r4 < 0.06 THEN 'refused' WHEN r4 < 0.063 THEN 'timed_out' WHEN r4 < 0.0635 THEN 'killed' WHEN n > $5::int - 40 THEN 'running' ELSE 'succeeded' END AS status,
    CASE WHEN r5 < 0.7 THEN 'trigger' WHEN r5 < 0.9 THEN 'api' WHEN r5 < 0.99 THEN 'manual' ELSE 'retry' END AS source) AS s`;

/** Fills the tables of the view that serves. @returns what there is to filter by */
export async function fillHistory(databaseUrl: string): Promise<History> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SET search_path = runs_1');
    const history = await organization(client, RUNS);
    for (let n = 0; n < OTHERS; n += 1) await organization(client, RUNS / 50);
    await client.query('VACUUM ANALYZE');
    return history;
  } finally {
    await client.end();
  }
}

async function organization(client: pg.Client, runs: number): Promise<History> {
  const organizationId = randomUUID();
  const [bots, workspaces, triggers] = [ids(200), ids(5), ids(200)];
  const actors = ids(30).map((id, n) => `${n % 2 === 0 ? 'user' : 'key'}:${id}`);
  await client.query(
    `INSERT INTO bots (organization_id, bot_id, workspace_id, name, enabled, retired)
     SELECT $1, bot, ($3::uuid[])[1 + (n % 5)], 'bot ' || n, true, false FROM unnest($2::uuid[]) WITH ORDINALITY AS b (bot, n)`,
    [organizationId, bots, workspaces],
  );
  await client.query(
    `WITH made AS (INSERT INTO triggers (organization_id, trigger_id, bot_id, name, enabled)
       SELECT $1, t, ($3::uuid[])[n], 'trigger ' || n, true FROM unnest($2::uuid[]) WITH ORDINALITY AS t (t, n) RETURNING organization_id, trigger_id, bot_id)
     INSERT INTO fired (organization_id, trigger_id, bot_id) SELECT * FROM made`,
    [organizationId, triggers, bots],
  );
  await client.query(FILL, [organizationId, bots, actors, triggers, runs, DAYS]);
  await client.query(
    'INSERT INTO askers SELECT DISTINCT organization_id, bot_id, requested_by, source FROM runs WHERE organization_id = $1',
    [organizationId],
  );
  return { organizationId, bots, workspaces, triggers, actors };
}
