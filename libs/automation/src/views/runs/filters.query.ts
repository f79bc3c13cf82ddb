import { id, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { query, serve, botsWith, type QueryContext } from '@annals/platform';
import {
  amongBots,
  ascending,
  byName,
  cut,
  keptText,
  key,
  pageOf,
  placeOf,
  type ViewDb,
  type BotScope,
} from '@annals/views';
import { outcomesOf } from './facets.query';
import { requestersOf, sightOf } from './requesters';
import { runs } from './runs.view';

type Db = ViewDb<typeof runs>;
type Route = typeof routes.automation.getRunFilters;

/** Who asked which bot by which way: a row for each, however often it was. Bots that the reader sees. */
const asking = (db: Db, organizationId: string, scope: BotScope) =>
  db
    .selectFrom('askers')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'askers.organization_id').onRef('bots.bot_id', '=', 'askers.bot_id'),
    )
    .where('askers.organization_id', '=', organizationId)
    .where(amongBots('bots', scope));

async function getRunFilters(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const { organizationId } = asked;
  const [scope, sight] = [botsWith(context, 'runs:read'), sightOf(context)];
  const [after] = placeOf(asked.cursor, keptText) ?? [];
  const found = await asking(db, organizationId, scope)
    .select('askers.requested_by as value')
    .distinct()
    .$if(after !== undefined, (rows) => rows.where('askers.requested_by', '>', after ?? ''))
    .$if(!sight.people, (rows) =>
      rows.where((row) =>
        row.or([
          row('askers.requested_by', 'not like', 'user:%'),
          row('askers.requested_by', '=', `user:${sight.reader ?? ''}`),
        ]),
      ),
    )
    .orderBy('value')
    .limit(asked.limit + 1)
    .execute();
  const { rows, next } = cut(found, asked.limit, ({ value }) => [value]);
  const actors = rows.map(({ value }) => value);
  const named = await requestersOf(db, { organizationId, sight, actors });
  return {
    ...(await placesOf(db, organizationId, scope)),
    outcomes: await outcomesOf(db, organizationId, context),
    actors: actors.map((value) => ({ ...named(value), id: parseActor(value).id, value })),
    next,
  };
}

async function placesOf(db: Db, organizationId: string, scope: BotScope) {
  const sources = await asking(db, organizationId, scope)
    .select('askers.source')
    .distinct()
    .orderBy('askers.source')
    .execute();
  const workspaces = await db
    .selectFrom('workspaces')
    .select(['workspace_id', 'name'])
    .where('organization_id', '=', organizationId)
    .where('workspace_id', 'in', asking(db, organizationId, scope).select('bots.workspace_id'))
    .orderBy(byName('name'))
    .orderBy('workspace_id')
    .execute();
  return {
    sources: sources.map(({ source }) => source),
    workspaces: workspaces.map(({ workspace_id, name }) => ({ workspaceId: workspace_id, name: name ?? '[erased]' })),
  };
}

/** What the history of runs can be filtered by. */
export const GetRunFilters = query('GetRunFilters', runs, getRunFilters);

export const GetRunFiltersController = serve(routes.automation.getRunFilters, GetRunFilters);

/** Triggers that fired bots that the reader sees, each once. */
async function listFiredTriggers(
  db: Db,
  asked: AskedOf<typeof routes.automation.listFiredTriggers>,
  context: QueryContext,
) {
  const fired = db
    .selectFrom('fired')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'fired.organization_id').onRef('bots.bot_id', '=', 'fired.bot_id'),
    )
    .leftJoin('triggers', (join) =>
      join
        .onRef('triggers.organization_id', '=', 'fired.organization_id')
        .onRef('triggers.trigger_id', '=', 'fired.trigger_id'),
    )
    .select(['fired.trigger_id', 'triggers.name', 'bots.bot_id', 'bots.name as bot_name'])
    .where('fired.organization_id', '=', asked.organizationId)
    .where(amongBots('bots', botsWith(context, 'runs:read')));
  const { rows, next } = await pageOf(fired, byId, asked);
  const items = rows.map(({ trigger_id, name, bot_id, bot_name }) => ({
    triggerId: trigger_id,
    name: name ?? '[erased]',
    botId: bot_id,
    botName: bot_name ?? '[erased]',
  }));
  return { items, next };
}
const byId = ascending(key('fired.trigger_id', id));

/** Which triggers the history can be filtered by. */
export const ListFiredTriggers = query('ListFiredTriggers', runs, listFiredTriggers);
export const ListFiredTriggersController = serve(routes.automation.listFiredTriggers, ListFiredTriggers);
