import { MOST_COUNTED, routes, stopScope, type AnswerOf, type AskedOf } from '@annals/contracts';
import { botsWith, nowFor, query, type QueryContext, serve, workspacesWith } from '@annals/platform';
import { amongBots, descending, inWorkspaces, key, pageOf, type ViewDb } from '@annals/views';
import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { isKept, keptAt, type Kept } from '../kept-runs';
import { requestersOf, sightOf } from './requesters';
import { runs } from './runs.view';

type Db = ViewDb<typeof runs>;
type Asked = AskedOf<typeof routes.automation.listEmergencyStops>;
type Stop = AnswerOf<typeof routes.automation.listEmergencyStops>['items'][number];

interface Reader {
  readonly context: QueryContext;
  readonly kept: Kept;
}

const newestFirst = descending(key('stops.sequence', z.int()));

/**
 * Stops of the organization for everybody; those of workspaces and bots for who sees what is in them. What a stop does to runs is
 * counted as far as the reader sees runs, up to a bound, so that no answer grows with the history.
 */
function stopsOf(db: Db, asked: Asked, { context, kept }: Reader) {
  const bots = amongBots('bots', botsWith(context, 'bots:read'));
  const found = db
    .selectFrom('stops')
    .leftJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'stops.organization_id').onRef('bots.bot_id', '=', 'stops.target_id'),
    )
    .select([
      'stops.target_id',
      'stops.scope',
      'stops.since',
      'stops.activated_by',
      'stops.reason',
      'stops.sequence',
      'bots.name as bot_name',
      'bots.workspace_id',
    ])
    .select(() => [
      counted(context, sql`runs.status IN ('running', 'stopping')`).as('in_progress'),
      counted(context, sql`runs.status = 'requested'`).as('waiting'),
      counted(
        context,
        sql`runs.status = 'refused' AND runs.code = 'EMERGENCY_STOPPED' AND runs.sequence > stops.sequence AND ${isKept(kept)}`,
      ).as('refused'),
      heldTriggers(context).as('held_triggers'),
    ])
    .where('stops.organization_id', '=', asked.organizationId)
    .where((row) =>
      row.or([
        row('stops.scope', '=', 'organization'),
        row.and([row('stops.scope', '=', 'bot'), bots]),
        row.and([
          row('stops.scope', '=', 'workspace'),
          inWorkspaces('stops.target_id', workspacesWith(context, 'workspaces:list_all')),
        ]),
      ]),
    );
  return pageOf(found, newestFirst, asked);
}

function counted(context: QueryContext, which: RawBuilder<unknown>): RawBuilder<number> {
  const scope = amongBots('mine', botsWith(context, 'runs:read'));
  return sql<number>`(SELECT count(*)::int FROM (
    SELECT 1 FROM runs JOIN bots AS mine ON mine.organization_id = runs.organization_id AND mine.bot_id = runs.bot_id
    WHERE runs.organization_id = stops.organization_id AND ${which} AND ${scope}
      AND stops.target_id IN (runs.organization_id, mine.workspace_id, mine.bot_id)
    LIMIT ${MOST_COUNTED}) AS counted)`;
}

/** Those that are on and would fire there. */
function heldTriggers(context: QueryContext): RawBuilder<number> {
  const scope = amongBots('mine', botsWith(context, 'triggers:read'));
  return sql<number>`(SELECT count(*)::int FROM triggers
    JOIN bots AS mine ON mine.organization_id = triggers.organization_id AND mine.bot_id = triggers.bot_id
    WHERE triggers.organization_id = stops.organization_id AND triggers.enabled AND mine.enabled AND ${scope}
      AND stops.target_id IN (triggers.organization_id, mine.workspace_id, mine.bot_id))`;
}

/** Where all runs are stopped now (W22). */
export const ListEmergencyStops = query('ListEmergencyStops', runs, async (db: Db, asked: Asked, context) => {
  const kept = await keptAt(db, asked.organizationId, nowFor(context));
  const { rows, next } = await stopsOf(db, asked, { context, kept });
  const actors = rows.map((row) => row.activated_by);
  const actor = await requestersOf(db, { ...asked, sight: sightOf(context), actors });
  const items = rows.map((row): Stop => ({
    scope: stopScope.parse(row.scope),
    targetId: row.target_id,
    workspaceId: row.scope === 'workspace' ? row.target_id : row.workspace_id,
    botName: row.scope === 'bot' ? (row.bot_name ?? '[erased]') : null,
    since: row.since,
    by: actor(row.activated_by),
    reason: row.reason,
    sequence: row.sequence,
    inProgress: row.in_progress,
    waiting: row.waiting,
    refused: row.refused,
    heldTriggers: row.held_triggers,
  }));
  return { items, next };
});

export const ListEmergencyStopsController = serve(routes.automation.listEmergencyStops, ListEmergencyStops);
