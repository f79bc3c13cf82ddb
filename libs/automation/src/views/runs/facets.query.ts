import { id, routes, runStatus, type AskedOf, type RunStatus } from '@annals/contracts';
import { botsWith, nowFor, query, type QueryContext, serve } from '@annals/platform';
import { amongBots, ascending, key, pageOf } from '@annals/views';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { goesOn, hiddenBefore, isKept, keptAt, openStatuses } from '../kept-runs';
import type { Db } from './runs-db';
import { runs } from './runs.view';

/** Which outcomes runs have that the reader sees: each is looked for bot by bot, until one has it. */
export async function outcomesOf(db: Db, organizationId: string, context: QueryContext): Promise<RunStatus[]> {
  const bots = await db
    .selectFrom('bots')
    .select('bot_id')
    .where('organization_id', '=', organizationId)
    .where(amongBots('bots', botsWith(context, 'runs:read')))
    .execute();
  const kept = await keptAt(db, organizationId, nowFor(context));
  const ids = bots.map(({ bot_id }) => bot_id);
  const since = ids.map((bot) => hiddenBefore(kept, bot) ?? '-infinity');
  const ended = runStatus.options.filter((status) => !openStatuses.includes(status));
  const found = (statuses: readonly string[], seen: RawBuilder<unknown>) => sql`SELECT outcome.status
    FROM unnest(${[...statuses]}::text[]) AS outcome (status) CROSS JOIN LATERAL (
      SELECT FROM unnest(${ids}::uuid[], ${since}::timestamptz[]) AS bot (id, since) CROSS JOIN LATERAL (
        SELECT FROM runs WHERE runs.organization_id = ${organizationId} AND runs.bot_id = bot.id
          AND runs.status = outcome.status ${seen} LIMIT 1) AS one
      LIMIT 1) AS seen`;
  const { rows } = await sql<{ status: RunStatus }>`${found(openStatuses, sql``)} UNION ALL
    ${found(ended, sql`AND runs.requested_at >= bot.since`)}`.execute(db);
  return rows.map(({ status }) => status);
}

/** Of a bot the newest run is seen, or one goes on. */
const ran = (recent: RawBuilder<SqlBool>) => {
  const own = sql`runs.organization_id = bots.organization_id AND runs.bot_id = bots.bot_id`;
  return sql<SqlBool>`(EXISTS (SELECT FROM (SELECT bot_id, requested_at FROM runs WHERE ${own}
      ORDER BY requested_at DESC, sequence DESC LIMIT 1) AS runs WHERE ${recent})
    OR EXISTS (SELECT FROM runs WHERE ${own} AND ${goesOn('runs.status')}))`;
};

async function listBotsOfRuns(db: Db, asked: AskedOf<typeof routes.automation.listBotsOfRuns>, context: QueryContext) {
  const kept = await keptAt(db, asked.organizationId, nowFor(context));
  const found = db
    .selectFrom('bots')
    .select(['bots.bot_id', 'bots.name'])
    .where('bots.organization_id', '=', asked.organizationId)
    .where(amongBots('bots', botsWith(context, 'runs:read')))
    .where(ran(isKept({ ...kept, only: 'recent' })));
  const { rows, next } = await pageOf(found, byId, asked);
  return { items: rows.map(({ bot_id, name }) => ({ botId: bot_id, name: name ?? '[erased]' })), next };
}
const byId = ascending(key('bots.bot_id', id));

/** Which bots the history can be filtered by. */
export const ListBotsOfRuns = query('ListBotsOfRuns', runs, listBotsOfRuns);
export const ListBotsOfRunsController = serve(routes.automation.listBotsOfRuns, ListBotsOfRuns);
