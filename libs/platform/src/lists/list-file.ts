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
export async function* csvFile<Item>(columns: Columns<Item>, first: ListPage<Item>, read: Read<Item>) {
  yield CSV_BEGINS + csvLine(Object.keys(columns));
  yield* pages(first, read, (item) => csvLine(Object.values(columns).map((cell) => cell(item))));
}

/** The same as JSON, a row in each line; a program reads texts as they are, formulas or not. */
export async function* jsonLinesFile<Item>(columns: Columns<Item>, first: ListPage<Item>, read: Read<Item>) {
  const names = Object.entries(columns);
  yield* pages(
    first,
    read,
    (item) => `${JSON.stringify(Object.fromEntries(names.map(([name, cell]) => [name, cell(item)])))}\n`,
  );
}

type Read<Item> = (cursor: string) => Promise<ListPage<Item>>;

async function* pages<Item>(
  first: ListPage<Item>,
  read: Read<Item>,
  line: (item: Item) => string,
): AsyncGenerator<string> {
  for (let page = first; ; page = await read(page.next)) {
    yield page.items.map(line).join('');
    if (page.next === null) return;
  }
}
