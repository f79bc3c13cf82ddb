import { MOST_TYPES, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import { cut, keptText, placeOf, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { audit } from './audit.view';
import { actorOf, actorThing, outcomeOf } from './entry';
import { labelsOf } from './labels';

type Db = ViewDb<typeof audit>;
type Route = typeof routes.audit.getAuditFilters;

/** What the log of an organization can be filtered by: the types, outcomes and actors that occur in it. */
async function getAuditFilters(db: Db, asked: AskedOf<Route>, context: QueryContext): Promise<AnswerOf<Route>> {
  const types = await occurring(db, { ...asked, column: 'type', most: MOST_TYPES });
  const [after] = placeOf(asked.cursor, keptText) ?? [];
  const found = await occurring(db, { ...asked, column: 'actor', after, most: asked.limit + 1 });
  const { rows: actors, next } = cut(found, asked.limit, ({ value }) => [value]);
  const labels = await labelsOf(db, {
    ...asked,
    mayReadEmail: mayReadEmail(context),
    things: actors.flatMap(({ value }) => actorThing({ actor: value })),
  });
  return {
    types: types.map(({ value, area }) => ({ type: value, area })),
    outcomes: [...new Set(types.map(({ value }) => outcomeOf(value)))].sort(),
    actors: actors.map(({ value }) => ({ value, ...actorOf({ actor: value }, labels) })),
    next,
  };
}

interface Occurring {
  readonly organizationId: string;
  readonly column: 'type' | 'actor';
  /** The value that the page before ended with. */
  readonly after?: string | undefined;
  readonly most: number;
}

/** Each value once, by jumps in its index: as many steps as there are values, however long the log is. */
async function occurring(
  db: Db,
  { organizationId, column, after, most }: Occurring,
): Promise<readonly { value: string; area: string }[]> {
  const of = sql.ref(column);
  const next = (behind: ReturnType<typeof sql>) =>
    sql`SELECT ${of} FROM entries WHERE organization_id = ${organizationId} ${behind} ORDER BY ${of} LIMIT 1`;
  const first = after === undefined ? sql`` : sql`AND ${of} > ${after}`;
  const { rows } = await sql<{ value: string; area: string }>`
    WITH RECURSIVE found (value) AS ((${next(first)}) UNION ALL SELECT (${next(sql`AND ${of} > found.value`)}) FROM found WHERE found.value IS NOT NULL)
    SELECT value, (SELECT area FROM entries WHERE organization_id = ${organizationId} AND ${of} = found.value LIMIT 1) AS area
    FROM found WHERE value IS NOT NULL LIMIT ${most}`.execute(db);
  return rows;
}

export const GetAuditFilters = query('GetAuditFilters', audit, getAuditFilters);

export const GetAuditFiltersController = serve(routes.audit.getAuditFilters, GetAuditFilters);
