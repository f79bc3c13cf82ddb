import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { query, serve, workspacesWith, type QueryContext } from '@annals/platform';
import { byName, cut, inWorkspaces, keptText, placeOf, type ViewDb, type WorkspaceScope } from '@annals/views';
import { requestersOf, sightOf } from './requesters';
import { runs } from './runs.view';

type Db = ViewDb<typeof runs>;
type Route = typeof routes.automation.getRunFilters;

/** Who asked which bot by which way: a row for each, however often it was. Bots that the reader sees. */
const asking = (db: Db, organizationId: string, scope: WorkspaceScope) =>
  db
    .selectFrom('askers')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'askers.organization_id').onRef('bots.bot_id', '=', 'askers.bot_id'),
    )
    .where('askers.organization_id', '=', organizationId)
    .where(inWorkspaces('bots.workspace_id', scope));

async function getRunFilters(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const { organizationId } = asked;
  const [scope, sight] = [workspacesWith(context, 'runs:read'), sightOf(context)];
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
    actors: actors.map((value) => ({ ...named(value), id: parseActor(value).id, value })),
    next,
  };
}

async function placesOf(db: Db, organizationId: string, scope: WorkspaceScope) {
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
