/** The rows that are shown, each in its latest form. */
export function merge<Row>(shown: readonly Row[], latest: readonly Row[], idOf: (row: Row) => string): readonly Row[] {
  const newest = new Map(latest.map((row) => [idOf(row), row]));
  return shown.map((row) => newest.get(idOf(row)) ?? row);
}
