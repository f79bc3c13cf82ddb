import { likeness, packed, unpacked } from './vector-bytes';

const like = (one: readonly number[], other: readonly number[]): number | undefined => {
  const [a, b] = [...unpacked(packed([one])), ...unpacked(packed([other]))];
  return a && b && likeness(a, b);
};

describe('vectors as bytes', () => {
  it('tell how like they are, whatever their lengths, in a quarter of the room', () => {
    expect(like([0.2, 0.1], [200, 100])).toBeCloseTo(1);
    expect(like([1, 0], [0, 1])).toBe(0);
    expect(like([1, 0], [-1, 0])).toBe(-1);
    const one = Array.from({ length: 1_536 }, (_, n) => Math.sin(n * n));
    const other = one.map((each, n) => each + Math.cos(3 * n));
    const exact = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, each, n) => sum + each * (b[n] ?? 0), 0);
    const cosine = exact(one, other) / Math.sqrt(exact(one, one) * exact(other, other));
    expect(like(one, other)).toBeCloseTo(cosine, 2);
    expect(packed([one, other])).toHaveLength(4 + 2 * 1_536);
  });

  it('are as many as were packed, each where it was', () =>
    expect(
      unpacked(
        packed([
          [1, 0],
          [0, 1],
          [-1, 1],
        ]),
      ).map((each) => [...each]),
    ).toEqual([
      [127, 0],
      [0, 127],
      [-127, 127],
    ]));

  it('say nothing where they cannot be compared', () => {
    expect(like([1, 0], [1, 0, 0])).toBeUndefined();
    expect(like([0, 0], [1, 0])).toBeUndefined();
    expect(unpacked(packed([]))).toEqual([]);
  });
});
