import { refused } from '@annals/contracts';
import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';

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

/** A text as Postgres keeps it: without U+0000. */
export const keptText = z.string().regex(/^[^\0]*$/);

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
  const page = await firstOf(query, order, { cursor, limit }).execute();
  return cut(page, limit, (row) => order.keys.map(({ column, kind }) => kind.parse(row[column] ?? '')));
}

/**
 * The rows of a page and one more, which says that there are more. Rows of several things are found quickest where each
 * thing gives its first ones, and the page is made of these.
 * @throws Refused CURSOR_INVALID for anything that is no cursor of a list sorted like this
 */
export function firstOf<DB, TB extends keyof DB, Row, Column extends string>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: Order<Column>,
  { cursor, limit }: Paging,
): SelectQueryBuilder<DB, TB, Row> {
  const { direction, keys } = order;
  let page = query.limit(limit + 1);
  for (const { sorted } of keys) page = page.orderBy(sorted, direction);
  return following(page, order, cursor);
}

/**
 * The rows behind the place in a cursor, in no order; all at the beginning of a list.
 * @throws Refused CURSOR_INVALID for anything that is no cursor of a list sorted like this
 */
export function following<DB, TB extends keyof DB, Row, Column extends string>(
  query: SelectQueryBuilder<DB, TB, Row>,
  order: Order<Column>,
  cursor: string | undefined,
): SelectQueryBuilder<DB, TB, Row> {
  const after = placeOf(cursor, ...order.keys.map(({ kind }) => kind));
  return after === undefined ? query : query.where(isBehind(order, after));
}

/** The page, of rows of which one more was looked for than it has: that one says that there are more. */
export function cut<Row>(found: readonly Row[], limit: number, place: (row: Row) => readonly Value[]): Page<Row> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length <= limit || last === undefined ? null : cursorOf(place(last)) };
}

function isBehind({ direction, keys }: Order, place: readonly Value[]): RawBuilder<SqlBool> {
  const row = sql.join(keys.map(({ sorted }) => sorted));
  return sql<SqlBool>`(${row}) ${direction === 'asc' ? sql`>` : sql`<`} (${sql.join(place)})`;
}

/** A place in a list, as an opaque word for clients. */
export function cursorOf(place: readonly Value[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place in a cursor; undefined at the beginning of a list.
 * @throws Refused CURSOR_INVALID for anything that `cursorOf` did not make of such values
 */
export function placeOf<V extends Value>(
  cursor: string | undefined,
  ...kinds: readonly z.ZodType<V>[]
): readonly V[] | undefined {
  if (cursor === undefined) return undefined;
  const place = z
    .array(z.unknown())
    .length(kinds.length)
    .safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!place.success) throw refused('CURSOR_INVALID');
  return kinds.map((kind, index) => {
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
