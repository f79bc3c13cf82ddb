import { hasAlready } from './has-already';

describe('who has an answer already', () => {
  it.each(['"a"', 'W/"a"', '"b", "a"', '"b",W/"a" ', '*'])('says so by %s', (sent) => {
    expect(hasAlready(sent, '"a"')).toBe(true);
  });

  it.each([undefined, '', 'a', '"b"', 'W/"b", "ab"', '"a'])('does not by %s', (sent) => {
    expect(hasAlready(sent, '"a"')).toBe(false);
  });
});
