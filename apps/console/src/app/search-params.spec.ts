import { parseSearch, safeNext, stringifySearch, withoutFragment } from './search-params';

describe('the URL', () => {
  it('keeps ids and numbers as text', () =>
    expect(parseSearch('?row=0012&search=1e3&x=true')).toEqual({ row: '0012', search: '1e3', x: 'true' }));
  it('leaves out what is not set', () =>
    expect(stringifySearch({ a: undefined, b: '', c: 'x&y', d: 7, e: null })).toBe('?c=x%26y&d=7'));
  it('comes back as it went', () =>
    expect(parseSearch(stringifySearch({ search: 'a b+c%', cursor: 'abc==' }))).toEqual({
      search: 'a b+c%',
      cursor: 'abc==',
    }));

  it('B7: leaves the secret of a mailed link where it is', () =>
    expect([safeNext('/invitation#token'), withoutFragment('/verify?a=1#token\n#x')]).toEqual([
      '/invitation',
      '/verify?a=1',
    ]));

  it.each([
    ['/organizations/1/runs?outcome=failed', true],
    ['https://evil.example', false],
    ['//evil.example', false],
    ['/\\evil.example', false],
    ['javascript:alert(1)', false],
  ])('goes on to %s: %s', (next, allowed) => expect(safeNext(next) === next).toBe(allowed));
});
