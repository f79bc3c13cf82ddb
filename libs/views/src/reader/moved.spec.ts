import { randomUUID } from 'node:crypto';
import { movedPayloads, parseMoved } from './moved';

const views = (count: number, ids: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `view_${n}`,
      { generation: 1, organizations: Array.from({ length: ids }, () => randomUUID()), accounts: [] },
    ]),
  );

describe('what is told of a commit', () => {
  it('is one notice, however many views moved, as long as it fits', () => {
    const moved = views(40, 1);
    const payloads = movedPayloads('7', moved);
    expect(payloads.map(parseMoved)).toEqual([{ position: '7', views: moved }]);
  });

  it('is several where it does not, each of which fits, and nothing is left out', () => {
    const moved = views(3, 200);
    const payloads = movedPayloads('7', moved);
    expect(Math.max(...payloads.map(({ length }) => length))).toBeLessThan(8000);
    const said = payloads.map(parseMoved).flatMap((each) => ('views' in each ? Object.entries(each.views) : []));
    for (const [name, { organizations }] of Object.entries(moved))
      expect(said.flatMap(([view, each]) => (view === name ? each.organizations : []))).toEqual(organizations);
  });
});
