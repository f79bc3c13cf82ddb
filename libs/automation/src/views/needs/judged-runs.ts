import { needWhen } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import type { ViewDb } from '@annals/views';
import { sql, type RawBuilder } from 'kysely';
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
 * Each bot costs a few steps into one index, however many runs there are, and reads few of its runs themselves: its
 * newest failures (also by silence or by its time) and successes, as they were asked for. What is older than runs are
 * kept (W23) is not judged.
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
      AND requested_at >= judged.since`;
  const newest = (status: string, limit: number = many) =>
    sql`(SELECT status, requested_at, sequence ${of(status)} ORDER BY requested_at DESC, sequence DESC LIMIT ${limit})`;
  const firstSince = (status: string) =>
    sql`(SELECT requested_at, sequence ${of(status)} AND (requested_at, sequence) > (good.requested_at, good.sequence)
      ORDER BY requested_at, sequence LIMIT 1)`;
  const each = (statuses: readonly string[], found: (status: string) => RawBuilder<unknown>) =>
    sql`(${sql.join(
      statuses.map((status) => found(status)),
      sql` UNION ALL `,
    )}) AS each`;
  const said = (column: string, found: string) =>
    sql`(SELECT ${sql.ref(column)} FROM runs WHERE organization_id = ${organizationId}
      AND requested_at = ${sql.ref(`${found}.requested_at`)} AND sequence = ${sql.ref(`${found}.sequence`)})`;
  const { rows } = await sql<JudgedRuns>`
    SELECT judged.bot_id AS "botId", last.ended, last.failed,
      ${said('error', 'bad')} AS error, ${said('ended_at', 'first')} AS "failingSince"
    FROM unnest(${[...botIds]}::uuid[], ${since}::timestamptz[]) AS judged (bot_id, since)
    CROSS JOIN LATERAL (SELECT count(*)::int AS ended, count(*) FILTER (WHERE status <> 'succeeded')::int AS failed
      FROM (SELECT status FROM ${each([...badEnds, 'succeeded'], newest)}
        ORDER BY requested_at DESC, sequence DESC LIMIT ${many}) AS newest) AS last
    LEFT JOIN LATERAL (SELECT requested_at, sequence FROM ${each(badEnds, (status) => newest(status, 1))}
      ORDER BY requested_at DESC, sequence DESC LIMIT 1) AS bad ON true
    CROSS JOIN LATERAL (SELECT requested_at, sequence
      FROM (${newest('succeeded', 1)} UNION ALL SELECT '', '-infinity', 0) AS ends
      ORDER BY requested_at DESC, sequence DESC LIMIT 1) AS good
    LEFT JOIN LATERAL (SELECT requested_at, sequence FROM ${each(badEnds, firstSince)}
      ORDER BY requested_at, sequence LIMIT 1) AS first ON true`.execute(db);
  return rows;
}

/** How many runs that were asked of each bot since an instant were refused, counted as far as `needWhen` says. */
export async function refusedRuns(
  db: ViewDb<typeof runs>,
  { organizationId, since }: { readonly organizationId: string; readonly since: Instant },
  botIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ readonly botId: string; readonly refused: number }>`
    SELECT asked.bot_id AS "botId", (SELECT count(*)::int FROM (
      SELECT FROM runs WHERE organization_id = ${organizationId} AND bot_id = asked.bot_id
        AND status = 'refused' AND requested_at > ${since} LIMIT ${needWhen.refusing.countedTo}) AS counted) AS refused
    FROM unnest(${[...botIds]}::uuid[]) AS asked (bot_id)`.execute(db);
  return new Map(rows.map(({ botId, refused }) => [botId, refused]));
}
