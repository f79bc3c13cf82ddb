import type { AuditFilters } from '@annals/contracts';
import { ViewReader, type TablesOf } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sql, type Kysely } from 'kysely';
import type { z } from 'zod';
import { audit } from './audit.view';
import { actorOf, actorThing, outcomeOf } from './entry';
import { labelsOf } from './labels';

type Filters = z.output<typeof AuditFilters>;
type Db = Kysely<TablesOf<typeof audit>>;

interface Reader {
  readonly organizationId: string;
  readonly mayReadEmail: boolean;
}

/** What the log of an organization can be filtered by: the types, outcomes and actors that occur in it. */
export class AuditFiltersQuery extends Query<Filters> {
  constructor(
    readonly asked: Reader,
    readonly minPosition?: string,
  ) {
    super();
  }
}

const MOST_ACTORS = 500;
const MOST_TYPES = 500;

@QueryHandler(AuditFiltersQuery)
export class AuditFiltersHandler implements IQueryHandler<AuditFiltersQuery> {
  constructor(private readonly views: ViewReader) {}

  execute({ asked, minPosition }: AuditFiltersQuery): Promise<Filters> {
    return this.views.read(
      audit,
      { organization: asked.organizationId },
      (db) => filters(db, asked),
      minPosition === undefined ? {} : { minPosition },
    );
  }
}

async function filters(db: Db, asked: Reader): Promise<Filters> {
  const types = await occurring(db, { ...asked, column: 'type', most: MOST_TYPES });
  const actors = await occurring(db, { ...asked, column: 'actor', most: MOST_ACTORS });
  const labels = await labelsOf(db, { ...asked, things: actors.flatMap(({ value }) => actorThing({ actor: value })) });
  return {
    types: types.map(({ value, area }) => ({ type: value, area })),
    outcomes: [...new Set(types.map(({ value }) => outcomeOf(value)))].sort(),
    actors: actors.map(({ value }) => ({ value, ...actorOf({ actor: value }, labels) })),
  };
}

interface Occurring {
  readonly organizationId: string;
  readonly column: 'type' | 'actor';
  readonly most: number;
}

/** Each value once, by jumps in its index: as many steps as there are values, however long the log is. */
async function occurring(
  db: Db,
  { organizationId, column, most }: Occurring,
): Promise<readonly { value: string; area: string }[]> {
  const of = sql.ref(column);
  const next = (after: ReturnType<typeof sql>) =>
    sql`SELECT ${of} FROM entries WHERE organization_id = ${organizationId} ${after} ORDER BY ${of} LIMIT 1`;
  const { rows } = await sql<{ value: string; area: string }>`
    WITH RECURSIVE found (value) AS ((${next(sql``)}) UNION ALL SELECT (${next(sql`AND ${of} > found.value`)}) FROM found WHERE found.value IS NOT NULL)
    SELECT value, (SELECT area FROM entries WHERE organization_id = ${organizationId} AND ${of} = found.value LIMIT 1) AS area
    FROM found WHERE value IS NOT NULL LIMIT ${most}`.execute(db);
  return rows;
}
