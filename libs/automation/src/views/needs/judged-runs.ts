import { needWhen } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import type { ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { hiddenBefore, keptAt } from '../kept-runs';
import type { runs } from '../runs/runs.view';

/** What all events of a bot's runs say about it. */
export interface JudgedRuns {
  readonly botId: string;
  /** Of its last runs that ended well or badly. */
  readonly ended: number;
  readonly failed: number;
  /** The first bad end since the last success; null while the last run succeeded. */
  readonly failingSince: Instant | null;
  readonly error: string | null;
}

const badEnds = ['failed', 'lost', 'timed_out'];

/**
 * Each bot costs a few steps into one index, however many runs there are: its last failures (also by silence or by its
 * time), its last successes. None of these goes on, so what is older than runs are kept (W23) ended before or was asked for before.
 */
export async function judgedRuns(
  db: ViewDb<typeof runs>,
  { organizationId, botIds, now }: { organizationId: string; botIds: readonly string[]; now: Instant },
): Promise<readonly JudgedRuns[]> {
  const { of: many } = needWhen.failing;
  const kept = await keptAt(db, organizationId, now);
  const since = botIds.map((botId) => hiddenBefore(kept, botId) ?? '-infinity');
  const of = (status: string) =>
    sql`FROM runs WHERE organization_id = ${organizationId} AND bot_id = judged.bot_id AND status = ${status}
      AND ended_at >= judged.since AND requested_at >= judged.since`;
  const newest = (status: string) =>
    sql`(SELECT status, ended_at, sequence, error ${of(status)} ORDER BY ended_at DESC, sequence DESC LIMIT ${many})`;
  // Row-level security lets no index be searched by a coalesce: without a success it is the beginning of time.
  const lastSuccess = sql`SELECT at FROM ((SELECT ended_at AS at ${of('succeeded')} ORDER BY ended_at DESC LIMIT 1)
    UNION ALL SELECT '-infinity') AS ends ORDER BY at DESC LIMIT 1`;
  const firstSince = (status: string) =>
    sql`(SELECT ended_at ${of(status)} AND ended_at > (${lastSuccess}) ORDER BY ended_at LIMIT 1)`;
  const { rows } = await sql<JudgedRuns>`
    SELECT judged.bot_id AS "botId", last.ended, last.failed, last.error,
      (SELECT ended_at FROM (${sql.join(badEnds.map(firstSince), sql` UNION ALL `)}) AS firsts ORDER BY ended_at LIMIT 1)
        AS "failingSince"
    FROM unnest(${[...botIds]}::uuid[], ${since}::timestamptz[]) AS judged (bot_id, since) CROSS JOIN LATERAL (
      SELECT count(*)::int AS ended, count(*) FILTER (WHERE status <> 'succeeded')::int AS failed,
        (array_agg(error ORDER BY ended_at DESC, sequence DESC) FILTER (WHERE status <> 'succeeded'))[1] AS error
      FROM (SELECT * FROM (${sql.join([...badEnds, 'succeeded'].map(newest), sql` UNION ALL `)}) AS each
        ORDER BY ended_at DESC, sequence DESC LIMIT ${many}) AS newest
    ) AS last`.execute(db);
  return rows;
}

/** How many runs of each bot were refused since an instant, counted as far as `needWhen` says. */
export async function refusedRuns(
  db: ViewDb<typeof runs>,
  { organizationId, since }: { readonly organizationId: string; readonly since: Instant },
  botIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly botId: string; readonly refused: number }>`
    SELECT asked.bot_id AS "botId", (SELECT count(*)::int FROM (
      SELECT FROM runs WHERE organization_id = ${organizationId} AND bot_id = asked.bot_id
        AND status = 'refused' AND ended_at > ${since} LIMIT ${needWhen.refusing.countedTo}) AS counted) AS refused
    FROM unnest(${[...botIds]}::uuid[]) AS asked (bot_id)`.execute(db);
  return new Map(rows.map(({ botId, refused }) => [botId, refused]));
}
