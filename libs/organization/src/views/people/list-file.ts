import { CSV_BEGINS, csvLine } from '@annals/contracts';

/** What a page of a list has, whatever it is a list of. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The columns of a file by their heads, which are the names of the fields in the list. */
export type Columns<Item> = Readonly<Record<string, (item: Item) => string>>;

const ERASED = '[erased]';

/** A personal value in a cell; nothing where the reader may not see it. */
export const personalCell = (value: string | null | undefined): string => (value === null ? ERASED : (value ?? ''));

/**
 * A list as comma-separated values, a page at a time: the next one is read when this one is taken.
 * @throws what reading a page throws: the file then breaks off, and never looks whole
 */
export async function* listFile<Item>(
  columns: Columns<Item>,
  first: ListPage<Item>,
  read: (cursor: string) => Promise<ListPage<Item>>,
): AsyncGenerator<string> {
  yield CSV_BEGINS + csvLine(Object.keys(columns));
  for (let page = first; ; page = await read(page.next)) {
    yield page.items.map((item) => csvLine(Object.values(columns).map((cell) => cell(item)))).join('');
    if (page.next === null) return;
  }
}
