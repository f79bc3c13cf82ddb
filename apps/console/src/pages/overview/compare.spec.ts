import { compare, marks, total } from './compare';

const day = (succeeded: number, failed = 0, refused = 0) => ({ day: '2026-11-19', succeeded, failed, refused });

describe('today beside other days', () => {
  it('compares with days that had runs', () =>
    expect(compare([day(0), day(90, 10), day(110, 10), day(50, 50)])).toMatchObject({
      ended: 100,
      usual: 110,
      points: expect.closeTo(50 - 90.909, 2) as number,
    }));
  it('has nothing to compare with on the first day', () =>
    expect(compare([day(0), day(5)])).toMatchObject({ usual: null, points: null }));
  it('has no share without runs today', () =>
    expect(compare([day(5), day(0)])).toMatchObject({ usual: 5, points: null }));
  it('counts refused runs as runs', () => expect(total(day(1, 2, 3))).toBe(6));
  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [1406, [0, 500, 1000, 1500]],
    [7, [0, 5, 10]],
  ])('marks %d at %j', (highest, expected) => expect(marks(highest)).toEqual(expected));
});
