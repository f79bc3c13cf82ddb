import fc from 'fast-check';
import { assertPlainJson } from './plain-json';

const accepted = (value: unknown): boolean => {
  try {
    assertPlainJson(value, 'data');
    return true;
  } catch {
    return false;
  }
};

describe('what may be stored', () => {
  it('reads back from JSON as itself, and has the same bytes when written anew', () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
          withSparseArray: true,
          withObjectString: true,
          withBoxedValues: true,
          maxDepth: 3,
        }),
        (value) => {
          fc.pre(typeof value === 'object' && value !== null && accepted(value));
          const written = JSON.stringify(value);
          const read: unknown = JSON.parse(written);
          expect(JSON.stringify(read)).toBe(written);
          expect(read).toEqual(JSON.parse(JSON.stringify(value)));
          expect(withoutUndefined(read)).toEqual(withoutUndefined(value));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is all of JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(accepted(fc.stringify(value).includes('__proto__') ? {} : value)).toBe(true),
      ),
    );
  });

  it.each<[string, unknown]>([
    ['a BigInt', { n: 1n }],
    ['NaN', { n: NaN }],
    ['Infinity', [Infinity]],
    ['a date', { at: new Date(0) }],
    ['a map', { m: new Map() }],
    ['a function', { toJSON: () => 1 }],
    ['a symbol', { s: Symbol('s') }],
    ['a hole', { list: [1, , 3] }],
    ['undefined in a list', [undefined]],
    ['the key __proto__', JSON.parse('{"__proto__": 1}')],
    ['an object of a class', { text: new String('x') }],
  ])('is not %s', (_name, value) => {
    expect(accepted(value)).toBe(false);
  });

  it('names what is wrong', () => {
    expect(() => assertPlainJson({ lamps: [{ id: 'a' }, { id: 2n }] }, 'LampsCounted.data')).toThrow(
      "LampsCounted.data.lamps[1].id is a bigint, which JSON can't hold",
    );
  });
});

/** -0 is 0 in JSON, and an absent key is an undefined one. */
function withoutUndefined(value: unknown): unknown {
  if (typeof value === 'number') return value + 0;
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, withoutUndefined(inner)]),
  );
}
