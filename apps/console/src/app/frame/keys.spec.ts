import { keyAction } from './keys';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('keys', () => {
  it.each([
    ['/', 'search'],
    ['?', 'help'],
    ['j', 'next'],
    ['k', 'previous'],
    ['n', 'new'],
    ['g', 'wait'],
    ['t', 'clock'],
    ['[', 'before'],
    [']', 'after'],
    ['Escape', 'now'],
  ])('%s is %s', (key, action) => expect(keyAction(press(key), false, false)).toEqual({ do: action }));
  it('Ctrl K and ⌘ K open the palette, in fields too', () => {
    expect(keyAction(press('k', { ctrlKey: true }), false, true)).toEqual({ do: 'palette' });
    expect(keyAction(press('K', { metaKey: true }), false, false)).toEqual({ do: 'palette' });
  });
  it('G and a letter goes to a page', () => expect(keyAction(press('r'), true, false)).toEqual({ do: 'go', key: 'r' }));
  it('are off while typing and with other keys held', () =>
    expect([
      keyAction(press('n'), false, true),
      keyAction(press('n', { altKey: true }), false, false),
      keyAction(press('f', { ctrlKey: true }), false, false),
    ]).toEqual([undefined, undefined, undefined]));
});
