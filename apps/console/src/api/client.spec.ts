import { queryString } from './client';

it.each([
  [{}, ''],
  [{ a: undefined, b: '' }, ''],
  [{ a: 'x y', limit: 50 }, '?a=x+y&limit=50'],
  [{ search: 'a&b=c' }, '?search=a%26b%3Dc'],
])('%j is asked as "%s"', (query, text) => expect(queryString(query)).toBe(text));
