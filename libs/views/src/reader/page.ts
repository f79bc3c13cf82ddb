import { refused } from '@annals/contracts';
import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import { NAME_COLLATION } from './by-name';

type Value = string | number;

/** A column that a list is sorted by. */
interface SortKey<Column extends string> {
  readonly column: Column;
  readonly sorted: RawBuilder<unknown>;
  readonly kind: z.ZodType<Value>;
}

/** How a list is sorted. The last of its keys tells all rows apart, so that each has a place of its own. */
export interface Order<Column extends string = string> {
  readonly direction: 'asc' | 'desc';
  readonly keys: readonly SortKey<Column>[];
}

/** What is asked of a list: `page` in contracts. */
export interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Some rows of a list, and the cursor of those that follow; null on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** From a reference to the column that the query selects: `members.joined_at` is `joined_at` in the row. */
type Selected<Ref extends string> = Ref extends `${string}.${infer Column}` ? Column : Ref;

/** Sorts by a column that is never null: `key('members.joined_at', instant)`. */
export function key<Ref extends string>(ref: Ref, kind: z.ZodType<Value>): SortKey<Selected<Ref>> {
  return { column: selected(ref), sorted: sql.ref(ref), kind };
}

/** Postgres keeps no text with U+0000. */
const keptText = z.string().regex(/^[^\0]*$/);

/** Sorts by a column of names, as people read them; one that was erased is before all others. */
export function nameKey<Ref extends string>(ref: Ref): SortKey<Selected<Ref>> {
  return {
    column: selected(ref),
    sorted: sql`coalesce(${sql.ref(ref)}, '') COLLATE ${sql.id(NAME_COLLATION)}`,
    kind: keptText,
  };
}

const selected = <Ref extends string>(ref: Ref) => ref.slice(ref.indexOf('.') + 1) as Selected<Ref>;

export const ascending = <Column extends string>(...keys: readonly SortKey<Column>[]): Order<Column> => ({
  direction: 'asc',
  keys,
});

export const descending = <Column extends string>(...keys: readonly SortKey<Column>[]): Order<Column> => ({
  direction: 'desc',
  keys,
});

/**
 * Reads one page of a list: the rows that follow the place in the cursor, not so many further ones. What is added to or
 * taken from the list meanwhile moves no other row to another page.
 * @throws Refused CURSOR_INVALID for anything that is no cursor of a list sorted like this
 */
export async function pageOf<
  DB,
  TB extends keyof DB,
  Row extends Readonly<Record<Column, Value | null>>,
  Column extends string,
>(query: SelectQueryBuilder<DB, TB, Row>, order: Order<Column>, { cursor, limit }: Paging): Promise<Page<Row>> {
  const { direction, keys } = order;
  let page = query.limit(limit + 1); // one more than a page has says that there are more
  for (const { sorted } of keys) page = page.orderBy(sorted, direction);
  if (cursor !== undefined) page = page.where(isBehind(order, placeOf(cursor, order)));
  const found = await page.execute();
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || !last) return { rows, next: null };
  return { rows, next: cursorOf(keys.map(({ column, kind }) => kind.parse(last[column] ?? ''))) };
}

function isBehind({ direction, keys }: Order, place: readonly Value[]): RawBuilder<SqlBool> {
  const row = sql.join(keys.map(({ sorted }) => sorted));
  return sql<SqlBool>`(${row}) ${direction === 'asc' ? sql`>` : sql`<`} (${sql.join(place)})`;
}

/** A place in a list, as an opaque word for clients. */
export function cursorOf(place: readonly Value[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws Refused CURSOR_INVALID for anything that `cursorOf` did not make of a place in such a list */
export function placeOf(cursor: string, { keys }: Pick<Order, 'keys'>): readonly Value[] {
  const place = z
    .array(z.unknown())
    .length(keys.length)
    .safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!place.success) throw refused('CURSOR_INVALID');
  return keys.map(({ kind }, index) => {
    const value = kind.safeParse(place.data[index]);
    if (!value.success) throw refused('CURSOR_INVALID');
    return value.data;
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw refused('CURSOR_INVALID');
    throw cause;
  }
}
