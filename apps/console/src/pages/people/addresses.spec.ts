import { addresses, suggestion } from './addresses';

describe('typed addresses', () => {
  it('are separated by anything and taken once', () =>
    expect(addresses(' a@x.example, B@x.example;b@x.example\n c@x.example ')).toEqual({
      valid: ['a@x.example', 'b@x.example', 'c@x.example'],
      wrong: [],
    }));
  it('are told apart from what is none', () =>
    expect(addresses('a@x.example nobody @x a@')).toEqual({ valid: ['a@x.example'], wrong: ['nobody', '@x', 'a@'] }));
  it.each([
    ['e.rossi@halden.exmaple', 'e.rossi@halden.example'],
    ['ada@gmial.com', 'ada@gmail.com'],
    ['ada@halden.example', undefined],
    ['ada@kestrel-audit.example', undefined],
    ['ada@web.de', undefined],
  ])('%s looks like %s', (typed, better) => expect(suggestion(typed, ['ingrid@halden.example'])).toBe(better));
});
