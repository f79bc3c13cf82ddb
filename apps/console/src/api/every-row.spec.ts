import { everyRow } from './every-row';

describe('every row of a list', () => {
  it('is read page by page, until no page follows', async () => {
    const pages: Record<string, { items: number[]; next: string | null }> = {
      first: { items: [1, 2], next: 'b' },
      b: { items: [3], next: 'c' },
      c: { items: [], next: null },
    };
    const asked: object[] = [];
    const read = async (page: { cursor?: string; limit: number }) => {
      asked.push(page);
      const found = pages[page.cursor ?? 'first'];
      if (found === undefined) throw new Error(`No page ${page.cursor ?? ''}`);
      return found;
    };
    const { first, rows } = await everyRow(read, ({ items }) => items);
    expect([first, rows]).toEqual([pages['first'], [1, 2, 3]]);
    expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: 'b' }, { limit: 200, cursor: 'c' }]);
  });
});
