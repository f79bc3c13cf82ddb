import { now, olga } from '../../testing/some-organization';
import { cursorOf, rowOf } from './page-cursor';

describe('cursors of pages', () => {
  it('come back as they went', () =>
    expect(rowOf(cursorOf({ at: now, id: olga.personId }))).toEqual({ at: now, id: olga.personId }));

  it.each([
    '',
    'zzzz',
    '%00',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('["yesterday","x"]').toString('base64url'),
    Buffer.from(`["${now}","' OR 1=1"]`).toString('base64url'),
  ])('anything else is refused: %s', (cursor) => expect(() => rowOf(cursor)).toThrow('CURSOR_INVALID'));
});
