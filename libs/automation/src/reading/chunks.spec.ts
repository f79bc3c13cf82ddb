import { passagesOf, sectionsOf } from './chunks';

const sentence = (n: number): string => `Sentence number ${n} says something about returns and about money. `;

describe('D8: passages', () => {
  it('are about 800 characters long, end where sentences do, and repeat the last sentence', () => {
    const text = Array.from({ length: 40 }, (_, n) => sentence(n)).join('');
    const { passages, characters } = passagesOf([{ text }]);
    expect(characters).toBe(text.trim().length);
    expect(passages.length).toBeGreaterThan(3);
    for (const { text: passage } of passages) {
      expect(passage.length).toBeLessThanOrEqual(1_000);
      expect(passage).toMatch(/^Sentence.*money\.$/s);
    }
    const last = passages[0]?.text.split('. ').at(-1) ?? '?';
    expect(passages[1]?.text.startsWith(last.slice(0, 20))).toBe(true);
    for (let n = 0; n < 40; n += 1)
      expect(passages.some(({ text: passage }) => passage.includes(sentence(n).trim()))).toBe(true);
  });

  it('cut a sentence that has no end, and none is empty', () => {
    expect(passagesOf([{ text: 'x'.repeat(2_000) }]).passages.map(({ text }) => text.length)).toEqual([800, 800, 400]);
    expect(passagesOf([{ text: ' \n\n ' }, { text: '' }])).toEqual({ passages: [], characters: 0 });
  });

  it('say on which page or below which heading they are', () => {
    expect(
      passagesOf([
        { text: 'One.', page: 1 },
        { text: 'Two.', page: 2 },
      ]).passages,
    ).toEqual([
      { text: 'One.', page: 1 },
      { text: 'Two.', page: 2 },
    ]);
    expect(passagesOf(sectionsOf('Before.\n# Returns\nFourteen days.\n## Money\nAt once.')).passages).toEqual([
      { text: 'Before.' },
      { text: 'Returns\nFourteen days.', heading: 'Returns' },
      { text: 'Money\nAt once.', heading: 'Money' },
    ]);
  });

  it('of a document that is all headings are as long as others, and few', () => {
    const { passages, characters } = passagesOf(sectionsOf('# a\n'.repeat(300_000)));
    expect(characters).toBe(300_000);
    expect(passages.length).toBeLessThan(1_600);
    expect(passages[0]).toMatchObject({ heading: 'a', text: expect.stringMatching(/^(a\n){300}/) as string });
  });

  it('have nothing that cannot be shown', () =>
    expect(passagesOf([{ text: 'a\u0000b\u202ec\r\n\r\n\r\n\r\nd' }]).passages).toEqual([{ text: 'a b c\n\nd' }]));
});
