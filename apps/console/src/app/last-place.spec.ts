import { forgetPlaces, lastPath, places, rememberPlace } from './last-place';

function storage(stored: Record<string, string> = {}) {
  return {
    stored,
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      stored[key] = value;
    },
    removeItem: (key: string) => {
      delete stored[key];
    },
  };
}

describe('last places', () => {
  it('are remembered by organization, with the latest', () => {
    const browser = storage();
    rememberPlace('a', { name: 'Halden Freight', page: 'runs' }, browser);
    rememberPlace('b', { name: 'ada', page: '' }, browser);
    const known = places(browser);
    expect([known.latest, lastPath('a', known), lastPath('b', known), lastPath('c', known)]).toEqual([
      'b',
      '/organizations/a/runs',
      '/organizations/b',
      '/organizations/c',
    ]);
    forgetPlaces(browser);
    expect(places(browser)).toEqual({ organizations: {} });
  });

  it.each(['', '{', '[]', '{"organizations":{"a":7}}'])('read as nothing when "%s" is stored', (text) =>
    expect(places(storage({ 'annals.last-places': text }))).toEqual({ organizations: {} }),
  );
});
