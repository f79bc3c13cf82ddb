import { Positions } from './positions';

describe('positions to read your own writes', () => {
  it('keeps the highest of an organization, compared as numbers', () => {
    const positions = new Positions();
    for (const each of ['99', '100', '18446744073709551615', '7']) positions.remember('a', each);
    positions.remember('b', '5');
    expect([positions.of('a'), positions.of('b'), positions.of('c')]).toEqual(['18446744073709551615', '5', undefined]);
  });

  it('takes the highest of all for what reads across organizations', () => {
    const positions = new Positions();
    expect(positions.of('me')).toBeUndefined();
    positions.remember('a', '9');
    positions.remember('me', '10');
    positions.remember('b', '8');
    expect(positions.of('me')).toBe('10');
  });

  it('forgets when somebody else signs in', () => {
    const positions = new Positions();
    positions.remember('a', '9');
    positions.clear();
    expect(positions.of('me')).toBeUndefined();
  });
});
