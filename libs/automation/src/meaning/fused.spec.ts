import { fused } from './fused';

const at = (n: number) => ({ syncId: 's', n, rank: 100 - n });
const order = (...all: number[]) => all.map(at);
const numbers = (...orders: ReturnType<typeof order>[]) => fused(orders, 10).map(({ n }) => n);

describe('two orders of passages', () => {
  it('are one: what both have comes before what one of them has', () =>
    expect(numbers(order(1, 2, 3), order(4, 3, 2))).toEqual([2, 3, 1, 4]));

  it('keep the order of either where the other has nothing', () => {
    expect(numbers(order(3, 1, 2), [])).toEqual([3, 1, 2]);
    expect(numbers([], order(3, 1, 2))).toEqual([3, 1, 2]);
  });

  it('are no longer than asked', () => expect(fused([order(1, 2, 3)], 2)).toHaveLength(2));

  it('rank what is first in both as the best there can be, and nothing above another that it is behind', () => {
    const ranks = fused([order(1, 2), order(1, 2)], 2).map(({ rank }) => rank);
    expect(ranks[0]).toBeCloseTo(120 / 61);
    expect(ranks[0]).toBeGreaterThan(ranks[1] ?? 0);
  });
});
