import type { Kysely } from 'kysely';
import type { searchedTable } from '../sql/ddl';

/**
 * The tables whose text is searched by its index, as `{table}_searched`. Row-level security shows no index to ILIKE, so
 * they say themselves whose rows they are; nothing but queries of this code may read them.
 */
export const searched = <Tables>(
  db: Kysely<Tables>,
): Kysely<Tables & { [Table in keyof Tables & string as ReturnType<typeof searchedTable<Table>>]: Tables[Table] }> =>
  db as never;
