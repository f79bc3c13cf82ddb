import { random } from './random';

describe('random bytes', () => {
  it('are as many as asked for, and never the same ones twice, over many pools', () => {
    const drawn = Array.from({ length: 3000 }, (_, index) => random(index % 2 ? 16 : 12));
    expect(drawn.every(({ length }, index) => length === (index % 2 ? 16 : 12))).toBe(true);
    expect(new Set(drawn.map((bytes) => bytes.toString('hex'))).size).toBe(3000);
    // What was drawn before stays what it was: nothing is written over.
    const [first] = drawn;
    const before = first?.toString('hex');
    random(8000);
    random(8000);
    expect(first?.toString('hex')).toBe(before);
  });
});
