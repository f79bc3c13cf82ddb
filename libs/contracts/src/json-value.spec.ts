import { jsonValue, MOST_JSON_BYTES } from './json-value';

const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

describe('a value that a program hands over', () => {
  it.each([null, 0, 'text', false, [], { invoices: [1, 2] }, deep(100), 'x'.repeat(MOST_JSON_BYTES - 2)])(
    'is any JSON',
    (value) => expect(jsonValue.parse(value)).toEqual(value),
  );

  it('is counted in bytes, and refused one above the limit', () => {
    expect(jsonValue.safeParse('x'.repeat(MOST_JSON_BYTES - 1)).success).toBe(false);
    expect(jsonValue.safeParse('å'.repeat(MOST_JSON_BYTES / 2)).success).toBe(false);
  });

  it('is refused where it is too deep for whoever reads it', () => {
    expect(jsonValue.safeParse(deep(102)).success).toBe(false);
    expect(jsonValue.safeParse(deep(60_000)).success).toBe(false);
  });
});
