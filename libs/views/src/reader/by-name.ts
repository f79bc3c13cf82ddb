import { sql, type RawBuilder } from 'kysely';

/** ICU's order for every language, which Postgres has under this name: `alpha` before `Zulu`, `é` beside `e`. */
export const NAME_COLLATION = 'und-x-icu';

/**
 * Sorts by a column of names as people read them, the same as the console does (`Intl.Collator`):
 * `orderBy(byName('bots.name'))`.
 */
export const byName = (column: string): RawBuilder<unknown> =>
  sql`${sql.ref(column)} COLLATE ${sql.id(NAME_COLLATION)}`;
