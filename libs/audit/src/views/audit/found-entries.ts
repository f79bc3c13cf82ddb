import { instant } from '@annals/contracts';
import { descending, firstOf, key, searched, type Paging } from '@annals/views';
import { sql, type SqlBool } from 'kysely';
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
            .select(['entries.organization_id', 'entries.at', 'entries.sequence'])
            .whereRef('entries.type', '=', 'kind.type')
            .where((row) => matching(row, { ...which, types: undefined })),
          newestFirst,
          paging,
        ).as('entries'),
      (join) => join.onTrue(),
    )
    .select(['entries.organization_id', 'entries.at', 'entries.sequence']);
  return db
    .selectFrom(firstOf(places, newestFirst, { limit: paging.limit }).as('place'))
    .innerJoin('entries', (join) =>
      join
        .onRef('entries.organization_id', '=', 'place.organization_id')
        .onRef('entries.sequence', '=', 'place.sequence'),
    )
    .selectAll('entries')
    .orderBy('entries.at', 'desc')
    .orderBy('entries.sequence', 'desc')
    .execute();
}

/** The newest that name one of these things: each thing says it, for each type. */
export function newestNaming(
  db: Db,
  which: Which & { types: readonly string[] },
  things: readonly string[],
  paging: Paging,
) {
  const kinds = sql<{ type: string; id: string }>`
    (SELECT type, id FROM unnest(${[...which.types]}::text[]) AS t (type), unnest(${[...things]}::uuid[]) AS i (id))`.as<'kind'>(
    sql`kind`,
  );
  const { text: _, types: __, ...others } = which;
  const places = db
    .selectFrom(kinds)
    .innerJoinLateral(
      (outer) =>
        firstOf(
          outer
            .selectFrom('mentions as entries')
            .$if(which.actor !== undefined || which.session !== undefined, (all) =>
              all.where(({ exists, selectFrom }) =>
                exists(
                  selectFrom('entries as told')
                    .select('told.sequence')
                    .where('told.organization_id', '=', which.organizationId)
                    .whereRef('told.sequence', '=', 'entries.sequence')
                    .$if(others.actor !== undefined, (some) => some.where('told.actor', '=', others.actor ?? ''))
                    .$if(others.session !== undefined, (some) => some.where('told.session', '=', others.session ?? '')),
                ),
              ),
            )
            .select(['entries.organization_id', 'entries.at', 'entries.sequence'])
            .where('entries.organization_id', '=', which.organizationId)
            .whereRef('entries.thing_id', '=', 'kind.id')
            .whereRef('entries.type', '=', 'kind.type')
            .$if(which.from !== undefined, (some) => some.where('entries.at', '>=', which.from ?? ''))
            .$if(which.to !== undefined, (some) => some.where('entries.at', '<', which.to ?? '')),
          newestFirst,
          paging,
        ).as('entries'),
      (join) => join.onTrue(),
    )
    .select(['entries.organization_id', 'entries.at', 'entries.sequence'])
    .distinct();
  return db
    .selectFrom(firstOf(places, newestFirst, { limit: paging.limit }).as('place'))
    .innerJoin('entries', (join) =>
      join
        .onRef('entries.organization_id', '=', 'place.organization_id')
        .onRef('entries.sequence', '=', 'place.sequence'),
    )
    .selectAll('entries')
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
