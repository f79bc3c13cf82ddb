import { MOST_TYPES, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import { cut, keptText, placeOf, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { audit } from './audit.view';
import { actorOf, actorThing, outcomeOf } from './entry';
import { labelsOf } from './labels';
import { NOW } from './names';
import { occurringTypes } from './which-entries';

type Db = ViewDb<typeof audit>;
type Route = typeof routes.audit.getAuditFilters;

/** What the log of an organization can be filtered by: the types, outcomes and actors that occur in it. */
async function getAuditFilters(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const types = (await occurringTypes(db, asked.organizationId)).slice(0, MOST_TYPES);
  const [after] = placeOf(asked.cursor, keptText) ?? [];
  const found = await occurringActors(db, { ...asked, after, most: asked.limit + 1 });
  const { rows: actors, next } = cut(found, asked.limit, (value) => [value]);
  const labels = await labelsOf(db, {
    ...asked,
    mayReadEmail: mayReadEmail(context),
    things: actors.flatMap((value) => actorThing(value, NOW)),
  });
  return {
    types,
    outcomes: [...new Set(types.map(({ type }) => outcomeOf(type)))].sort(),
    actors: actors.map((value) => ({ value, ...actorOf(value, NOW, labels) })),
    next,
  };
}

interface Occurring {
  readonly organizationId: string;
  /** The actor that the page before ended with. */
  readonly after: string | undefined;
  readonly most: number;
}

/** Each actor once, by jumps in their index: as many steps as there are actors, however long the log is. */
async function occurringActors(db: Db, { organizationId, after, most }: Occurring): Promise<readonly string[]> {
  const next = (behind: ReturnType<typeof sql>) =>
    sql`SELECT actor FROM entries WHERE organization_id = ${organizationId} ${behind} ORDER BY actor LIMIT 1`;
  const first = after === undefined ? sql`` : sql`AND actor > ${after}`;
  const { rows } = await sql<{ actor: string }>`
    WITH RECURSIVE found (actor) AS ((${next(first)}) UNION ALL SELECT (${next(sql`AND actor > found.actor`)}) FROM found WHERE found.actor IS NOT NULL)
    SELECT actor FROM found WHERE actor IS NOT NULL LIMIT ${most}`.execute(db);
  return rows.map(({ actor }) => actor);
}

export const GetAuditFilters = query('GetAuditFilters', audit, getAuditFilters);

export const GetAuditFiltersController = serve(routes.audit.getAuditFilters, GetAuditFilters);
