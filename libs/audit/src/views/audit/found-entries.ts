import { instant } from '@annals/contracts';
import { descending, firstOf, key, searched, type Paging } from '@annals/views';
import { sql, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { Db } from './names';
import { matching, shownTypes, type Tables, type Which } from './which-entries';

/** How the log is sorted: by time, as it is shown; entries of the same millisecond by their numbers. */
export const newestFirst = descending(key('entries.at', instant), key('entries.sequence', z.int()));
export type Row = Tables['entries'];

/** The newest entries, wherever no text is looked for. An index tells where they are, whatever is asked for. */
export function newest(db: Db, which: Which, paging: Paging): Promise<Row[]> {
  const types = shownTypes(which);
  if (types === undefined || types.length === 1 || which.session !== undefined)
    return firstOf(
      db
        .selectFrom('entries')
        .selectAll('entries')
        .where((row) => matching(row, { ...which, types: undefined }))
        .$if(types !== undefined, (some) => some.where(oneOf('entries.type', types ?? []))),
      newestFirst,
      paging,
    ).execute();
  return newestOfEach(db, { ...which, types }, paging);
}

const oneOf = (column: string, [only, ...others]: readonly string[]) =>
  others.length === 0
    ? sql<SqlBool>`${sql.ref(column)} = ${only ?? ''}`
    : sql<SqlBool>`${sql.ref(column)} = ANY (${[only, ...others]}::text[])`;

/** Each type says from its index where its newest are, and the newest of these are read. */
function newestOfEach(db: Db, which: Which & { types: readonly string[] }, paging: Paging): Promise<Row[]> {
  const kinds = sql<{ type: string }>`(SELECT unnest(${[...which.types]}::text[]) AS type)`.as<'kind'>(sql`kind`);
  const places = db
    .selectFrom(kinds)
    .innerJoinLateral(
      (outer) =>
        firstOf(
          outer
            .selectFrom('entries')
            .select(['entries.at', 'entries.sequence'])
            .whereRef('entries.type', '=', 'kind.type')
            .where((row) => matching(row, { ...which, types: undefined })),
          newestFirst,
          paging,
        ).as('entries'),
      (join) => join.onTrue(),
    )
    .select(['entries.at', 'entries.sequence']);
  return readAt(db, which, firstOf(places, newestFirst, { limit: paging.limit }));
}

/** The newest that name one of these things: each thing says it, for each type. */
export function newestNaming(db: Db, which: Naming, paging: Paging): Promise<Row[]> {
  const { organizationId, types, things, from, to } = which;
  const kinds = sql<{ type: string; id: string }>`
    (SELECT type, id FROM unnest(${[...types]}::text[]) AS t (type), unnest(${[...things]}::uuid[]) AS i (id))`;
  const places = db
    .selectFrom(kinds.as<'kind'>(sql`kind`))
    .innerJoinLateral(
      (outer) =>
        firstOf(
          outer
            .selectFrom('mentions as entries')
            .select(['entries.at', 'entries.sequence'])
            .where('entries.organization_id', '=', organizationId)
            .whereRef('entries.thing_id', '=', 'kind.id')
            .whereRef('entries.type', '=', 'kind.type')
            .where((row) =>
              row.and([
                ...(from === undefined ? [] : [row('entries.at', '>=', from)]),
                ...(to === undefined ? [] : [row('entries.at', '<', to)]),
              ]),
            )
            .where(by(which)),
          newestFirst,
          paging,
        ).as('entries'),
      (join) => join.onTrue(),
    )
    .select(['entries.at', 'entries.sequence'])
    .distinct();
  return readAt(db, which, firstOf(places, newestFirst, { limit: paging.limit }));
}

type Naming = Which & { readonly types: readonly string[]; readonly things: readonly string[] };

/** Of mentions, those by that actor and in that session: only the entries themselves know. */
function by({ organizationId, actor, session }: Which) {
  if (actor === undefined && session === undefined) return sql<SqlBool>`true`;
  const told = [
    actor === undefined ? sql`true` : sql`told.actor = ${actor}`,
    session === undefined ? sql`true` : sql`told.session = ${session}`,
  ];
  return sql<SqlBool>`EXISTS (SELECT 1 FROM entries AS told WHERE told.organization_id = ${organizationId}
    AND told.sequence = entries.sequence AND ${sql.join(told, sql` AND `)})`;
}

/** Reads entries where an index said that they are. */
function readAt<DB, TB extends keyof DB>(
  db: Db,
  { organizationId }: Which,
  places: SelectQueryBuilder<DB, TB, Pick<Row, 'at' | 'sequence'>>,
): Promise<Row[]> {
  return db
    .selectFrom(places.as('place'))
    .innerJoin('entries', (join) => join.onRef('entries.sequence', '=', 'place.sequence'))
    .selectAll('entries')
    .where('entries.organization_id', '=', organizationId)
    .orderBy('entries.at', 'desc')
    .orderBy('entries.sequence', 'desc')
    .execute();
}

/** All that say it are looked up by the index of letters, and then sorted. */
export function saying(db: Db, which: Which, paging: Paging): Promise<Row[]> {
  const { organizationId, text, from, to } = which;
  const said = { organizationId, text, from, to, folded: false };
  const query = db
    .with(
      (cte) => cte('looked').materialized(),
      () =>
        searched(db)
          .selectFrom('entries_searched as entries')
          .selectAll('entries')
          .where((row) => matching(row as never, said)),
    )
    .selectFrom('looked as entries')
    .selectAll('entries')
    .where((row) => matching(row, { ...which, types: shownTypes(which) }));
  return firstOf(query, newestFirst, paging).execute();
}
