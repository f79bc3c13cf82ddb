import { routes, type AskedOf } from '@annals/contracts';
import { query, serve, workspacesWith, type QueryContext } from '@annals/platform';
import { byName, inWorkspaces, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { atWork } from '../../run/run';
import { JUDGED_RUNS, needsOf, refusedSince, type Judged } from './needs';
import { runs } from './runs.view';

interface Row extends Omit<Judged, 'botName'> {
  readonly botName: string | null;
}

/**
 * Each bot costs a few steps into one index, however many runs there are: its last failures (also by silence or by its
 * time), its last successes, its refusals of a day.
 */
async function judgedBots(
  db: ViewDb<typeof runs>,
  { organizationId }: AskedOf<typeof routes.automation.getNeeds>,
  context: QueryContext,
) {
  const now = new Date().toISOString();
  const of = (status: string) =>
    sql`FROM runs WHERE organization_id = bots.organization_id AND bot_id = bots.bot_id AND status = ${status}`;
  const newest = (status: string) =>
    sql`(SELECT status, ended_at, sequence, error ${of(status)} ORDER BY ended_at DESC, sequence DESC LIMIT ${JUDGED_RUNS})`;
  const { rows } = await sql<Row>`
    SELECT bots.bot_id AS "botId", bots.name AS "botName", bots.enabled, (${sql.join(
      atWork.map((status) => sql`EXISTS (SELECT ${of(status)})`),
      sql` OR `,
    )}) AS running,
      last.ended, last.failed, last.error,
      (SELECT min(ended_at) ${of('failed')} AND ended_at > coalesce((SELECT max(ended_at) ${of('succeeded')}), '-infinity')) AS "failingSince",
      (SELECT count(*) ${of('refused')} AND ended_at > ${refusedSince(now)}) AS refused
    FROM bots CROSS JOIN LATERAL (
      SELECT count(*) AS ended, count(*) FILTER (WHERE status <> 'succeeded') AS failed,
        (array_agg(error ORDER BY ended_at DESC, sequence DESC) FILTER (WHERE status <> 'succeeded'))[1] AS error
      FROM (${newest('failed')} UNION ALL ${newest('lost')} UNION ALL ${newest('timed_out')} UNION ALL ${newest('succeeded')} ORDER BY ended_at DESC, sequence DESC LIMIT ${JUDGED_RUNS}) AS newest
    ) AS last
    WHERE bots.organization_id = ${organizationId}
      AND ${inWorkspaces('bots.workspace_id', workspacesWith(context, 'runs:read'))}
    ORDER BY ${byName('bots.name')}, bots.bot_id`.execute(db);
  const judged: Judged[] = rows.map((row) => ({ ...row, botName: row.botName ?? '[erased]' }));
  return { judged, now };
}

/** What needs somebody in an organization, judged on all of its events. */
export const GetNeeds = query('GetNeeds', runs, judgedBots, async ({ judged, now }, { organizationId }, vault) =>
  needsOf(judged, { beats: await vault.presence.of(organizationId), now }),
);

export const GetNeedsController = serve(routes.automation.getNeeds, GetNeeds);
