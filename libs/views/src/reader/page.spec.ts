import { id, instant, page } from '@annals/contracts';
import { cursorOf, keptText, placeOf } from './page';
import { pageOfAll } from './page-of-all';

const at = '2026-06-03T09:00:00.000Z';
const someId = '9c11b2f0-0000-4000-8000-000000004a7c';
const byJoining = [instant, id];
const names = [keptText, id];
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('cursors of pages', () => {
  it('come back as they went', () => {
    expect(placeOf(cursorOf([at, someId]), ...byJoining)).toEqual([at, someId]);
    expect(placeOf(cursorOf(['Bot “7” \\ é', someId]), ...names)).toEqual(['Bot “7” \\ é', someId]);
  });

  it('are as short as routes take them, also of the longest name', () => {
    for (const letter of ['漢', '"', '🤖'])
      expect(page.cursor.safeParse(cursorOf([letter.repeat(80 / letter.length), someId])).success).toBe(true);
  });

  it.each([
    '',
    'zzzz',
    '%00',
    '42',
    encoded('{}'),
    encoded(`["${at}"]`),
    encoded(`["${at}","${someId}",1]`),
    encoded('["yesterday","x"]'),
    encoded(`["${at}","' OR 1=1"]`),
    cursorOf(['Bot', someId]),
  ])('anything else is refused: %s', (cursor) => {
    expect(() => placeOf(cursor, ...byJoining)).toThrow('CURSOR_INVALID');
  });

  it('never hand the database a character that it keeps in no text', () => {
    expect(() => placeOf(cursorOf(['a\u0000b', someId]), ...names)).toThrow('CURSOR_INVALID');
  });
});

describe('pages of rows in memory', () => {
  const rows = ['b', 'É', 'a', 'e', 'a'].map((name, index) => ({ name, id: `${index}` }));
  type Row = (typeof rows)[number];
  const byName = [({ name }: Row) => name, (row: Row) => row.id];

  it('follow each other without a gap, sorted as names are', () => {
    const names: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { rows: shown, next } = pageOfAll(rows, byName, { limit: 2, cursor });
      names.push(...shown.map(({ name, id }) => name + id));
      if (next === null) break;
      cursor = next;
    }
    expect(names).toEqual(['a2', 'a4', 'b0', 'e3', 'É1']);
  });

  it('end with the last row, also when what followed is gone', () => {
    const { next } = pageOfAll(rows, byName, { limit: 4 });
    expect(pageOfAll(rows.slice(2), byName, { limit: 4, cursor: next ?? '' })).toEqual({ rows: [], next: null });
    expect(pageOfAll([], byName, { limit: 4, cursor: next ?? '' })).toEqual({ rows: [], next: null });
  });

  it('know no cursor of a list that is sorted otherwise', () => {
    const cursor = cursorOf(['0', 'a', '2']);
    expect(() => pageOfAll(rows, byName, { limit: 2, cursor })).toThrow('CURSOR_INVALID');
  });
});
