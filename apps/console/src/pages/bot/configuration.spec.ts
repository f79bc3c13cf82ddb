import { readTyped } from './configuration';

describe('B27: a configuration as somebody types it', () => {
  it('is read where it is a JSON object', () =>
    expect(readTyped('{ "retries": 3, "nested": { "a": [1] } }')).toEqual({
      value: { retries: 3, nested: { a: [1] } },
    }));

  it.each([
    ['{ "retries": 3', /^This is no JSON yet: /],
    ['', /^This is no JSON yet: /],
    ['[1]', /^A configuration is a JSON object/],
    ['null', /^A configuration is a JSON object/],
    [JSON.stringify({ long: 'x'.repeat(33_000) }), /at most 32 KiB/],
    ['{ "portal": { "password": "hunter2" } }', /^portal\.password: this looks like a secret/],
  ])('says what is wrong with %.40s', (text, sentence) => {
    const typed = readTyped(text);
    expect('wrong' in typed ? typed.wrong : '').toMatch(sentence);
  });
});
