/** The most rows that a page of the API has. */
const MOST = 200;

interface Page {
  readonly next: string | null;
}

/**
 * All rows of a list, page by page: only for what somebody chooses from or what is judged as a whole.
 * @param read reads one page
 * @param rows what of a page is its rows
 */
export async function everyRow<P extends Page, Row>(
  read: (page: { cursor?: string; limit: number }) => Promise<P>,
  rows: (page: P) => readonly Row[],
): Promise<{ first: P; rows: Row[] }> {
  const first = await read({ limit: MOST });
  const found = [...rows(first)];
  for (let { next } = first; next !== null;) {
    const page = await read({ limit: MOST, cursor: next });
    found.push(...rows(page));
    next = page.next;
  }
  return { first, rows: found };
}
