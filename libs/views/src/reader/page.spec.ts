import { id, instant, page } from '@annals/contracts';
import { ascending, cursorOf, key, nameKey, placeOf } from './page';

const at = '2026-06-03T09:00:00.000Z';
const someId = '9c11b2f0-0000-4000-8000-000000004a7c';
const byJoining = ascending(key('members.joined_at', instant), key('members.person_id', id));
const names = ascending(nameKey('bots.name'), key('bots.bot_id', id));
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('cursors of pages', () => {
  it('come back as they went', () => {
    expect(placeOf(cursorOf([at, someId]), byJoining)).toEqual([at, someId]);
    expect(placeOf(cursorOf(['Bot “7” \\ é', someId]), names)).toEqual(['Bot “7” \\ é', someId]);
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
    expect(() => placeOf(cursor, byJoining)).toThrow('CURSOR_INVALID');
  });

  it('never hand the database a character that it keeps in no text', () => {
    expect(() => placeOf(cursorOf(['a\u0000b', someId]), names)).toThrow('CURSOR_INVALID');
  });
});
