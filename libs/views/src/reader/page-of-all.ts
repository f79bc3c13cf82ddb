import { compareNames } from '@annals/contracts';
import { cut, keptText, placeOf, type Page, type Paging } from './page';

/**
 * A page of rows that were all read, because what they are sorted by is in no table. They are sorted by texts, one
 * after the other, as names are; the last tells all rows apart.
 * @throws Refused CURSOR_INVALID for anything that is no cursor of a list sorted by so many texts
 */
export function pageOfAll<Row>(
  rows: readonly Row[],
  texts: readonly ((row: Row) => string)[],
  { cursor, limit }: Paging,
): Page<Row> {
  const after = placeOf(cursor, ...texts.map(() => keptText));
  const following = rows
    .map((row) => ({ row, place: texts.map((text) => text(row)) }))
    .filter(({ place }) => after === undefined || compare(place, after) > 0)
    .sort((one, other) => compare(one.place, other.place));
  const page = cut(following, limit, ({ place }) => place);
  return { rows: page.rows.map(({ row }) => row), next: page.next };
}

function compare(one: readonly string[], other: readonly string[]): number {
  for (const [index, text] of one.entries()) {
    const order = compareNames(text, other[index] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}
