import { comparableName } from './text';
import { alias, email, line, lines, organizationName } from './words';

const at = (...codes: number[]): string => String.fromCodePoint(...codes);
const [JOINER, NON_JOINER] = [at(0x200d), at(0x200c)];

describe('C3: one rule for every line and lines', () => {
  it.each([
    ['Latin', 'Zoë Müller-Łukasz'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['Arabic', 'محمد الأمين'],
    ['Persian with a non-joiner', `علی${NON_JOINER}رضا`],
    ['Hebrew', 'שָׁלוֹם'],
    ['Hindi', 'क्षितिज'],
    ['Sinhala with a joiner after a mark', `ශ්${JOINER}රී ලංකා`],
    ['Bengali', `র${at(0x9cd)}${JOINER}য`],
    ['Korean', '김철수'],
    ['Japanese', '東京 タロウ'],
    ['Thai', 'สมชาย'],
    ['one letter', 'J'],
    ['digits', '42'],
    ['an emoji alone', '🙂'],
    ['a skin tone', '👋🏽'],
    ['a joined emoji', `👩🏽${JOINER}💻`],
    ['a family', ['👨', '👩', '👧'].join(JOINER)],
    ['a heart on fire', `❤${at(0xfe0f)}${JOINER}🔥`],
    ['a gendered sign', `🏃${JOINER}♀${at(0xfe0f)}`],
    ['a rainbow flag', `🏳${at(0xfe0f)}${JOINER}🌈`],
    ['a national flag', '🇩🇪'],
    ['a keycap', `1${at(0xfe0f, 0x20e3)}`],
    ['the flag of England', at(0x1f3f4, 0xe0067, 0xe0062, 0xe0065, 0xe006e, 0xe0067, 0xe007f)],
    ['Braille with dots', at(0x2801, 0x2803)],
    ['a variation of an ideograph', `葛${at(0xe0100)}`],
  ])('takes %s', (_, text) => {
    expect(line(1, 60).parse(text)).toBe(text.normalize('NFC'));
    expect(lines(60).parse(text)).toBe(text.normalize('NFC'));
  });

  const hidden: [string, number][] = [
    ['NUL', 0],
    ['escape', 0x1b],
    ['delete', 0x7f],
    ['next line', 0x85],
    ['a C1 control', 0x9b],
    ['soft hyphen', 0xad],
    ['Arabic letter mark', 0x61c],
    ['Mongolian vowel separator', 0x180e],
    ['zero width space', 0x200b],
    ['left-to-right mark', 0x200e],
    ['right-to-left mark', 0x200f],
    ['line separator', 0x2028],
    ['paragraph separator', 0x2029],
    ['left-to-right embedding', 0x202a],
    ['right-to-left embedding', 0x202b],
    ['pop', 0x202c],
    ['left-to-right override', 0x202d],
    ['right-to-left override', 0x202e],
    ['word joiner', 0x2060],
    ['invisible plus', 0x2064],
    ['left-to-right isolate', 0x2066],
    ['right-to-left isolate', 0x2067],
    ['first strong isolate', 0x2068],
    ['pop isolate', 0x2069],
    ['byte order mark', 0xfeff],
    ['annotation anchor', 0xfff9],
    ['musical beam', 0x1d173],
    ['language tag', 0xe0001],
    ['tag a', 0xe0061],
    ['cancel tag', 0xe007f],
    ['a lone surrogate', 0xd800],
  ];
  it.each(hidden)('refuses %s inside text', (_, code) => {
    for (const text of [`Anna${at(code)}Berg`, `Anna ${at(code)} Berg`, at(code)]) {
      expect(line(1, 60).safeParse(text).success).toBe(false);
      expect(lines(60).safeParse(text).success).toBe(false);
    }
  });

  it.each([
    ['at the start', `${JOINER}Anna`],
    ['at the end', `Anna${NON_JOINER}`],
    ['after a space', `Anna ${JOINER}Berg`],
    ['before a space', `Anna${JOINER} Berg`],
    ['twice', `Anna${NON_JOINER}${NON_JOINER}Berg`],
    ['beside digits', `1${JOINER}2`],
    ['after a filler', `${at(0x3164)}${JOINER}a`],
    ['before a filler', `a${JOINER}${at(0x3164)}`],
  ])('refuses a joiner %s', (_, text) => expect(line(1, 60).safeParse(text).success).toBe(false));

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['no-break spaces', at(0xa0, 0x202f, 0x3000)],
    ['Hangul fillers', at(0x115f, 0x1160)],
    ['the Hangul filler', at(0x3164)],
    ['the half-width filler', at(0xffa0)],
    ['blank Braille', at(0x2800, 0x2800)],
    ['a grapheme joiner', at(0x34f)],
    ['Khmer inherent vowels', at(0x17b4, 0x17b5)],
    ['Mongolian variation', at(0x180b)],
    ['variation selectors', at(0xfe0f, 0xfe0e, 0xe0100)],
    ['a mark alone', at(0x301)],
    ['fillers and spaces', `${at(0x3164)} ${at(0x2800)}`],
  ])('refuses %s: nothing of it can be seen', (_, text) => {
    expect(line(1, 60).safeParse(text).success).toBe(false);
    expect(lines(60).safeParse(text).success).toBe(false);
  });

  it('keeps lines and tabs in lines, and nowhere else', () => {
    expect(lines(60).parse('first\n\tsecond\r\nthird')).toBe('first\n\tsecond\r\nthird');
    for (const text of ['a\nb', 'a\tb', 'a\rb']) expect(line(1, 60).safeParse(text).success).toBe(false);
    expect(lines(60).safeParse('a\rb').success).toBe(false);
  });

  it('finds out first that it is too long, however hostile the rest is', () => {
    for (const hostile of [
      'a.'.repeat(500_000),
      `a${'\u0301\u0323'.repeat(500_000)}`,
      '1 '.repeat(500_000),
      `${'x'.repeat(500_000)}@`,
    ]) {
      const begun = performance.now();
      for (const word of [line(1, 80), lines(2000), alias, organizationName, email])
        expect(word.safeParse(hostile).success).toBe(false);
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });

  it('makes NFC of it, and counts that', () => expect(line(1, 3).parse('Zoe\u0308')).toBe('Zo\u00eb'));

  it.each([
    ['Anna', 'ANNA'],
    ['Straße', 'STRASSE'],
    ['Zo\u00eb', 'zoe\u0308'],
    ['Anna  Berg', 'anna\u00a0berg'],
    ['علی‌رضا', 'علیرضا'],
    ['ﬁona', 'Fiona'],
    ['Anna', 'Ａｎｎａ'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['a\u3164b', 'ab'],
  ])('%s reads like %s', (one, other) => expect(comparableName(one)).toBe(comparableName(other)));
  it.each([
    ['Anna', 'Anne'],
    ['Zoë', 'Zoe'],
    ['Anna Berg', 'AnnaBerg'],
    ['👩', '👨'],
  ])('%s does not read like %s', (one, other) => expect(comparableName(one)).not.toBe(comparableName(other)));
});
