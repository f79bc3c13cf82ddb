import { actWords, leftOutWords, matchWords } from './bulk-words';

describe('W21: many runs in words', () => {
  it('counts what matches and what is left out', () => {
    expect([matchWords(61, 55), matchWords(1, 1), matchWords(2, 1)]).toEqual([
      '61 runs match, 6 are left out.',
      '1 run matches, none is left out.',
      '2 runs match, 1 is left out.',
    ]);
  });

  it('says what is done, and why it is not', () => {
    expect(actWords.retry.title('55 runs')).toBe('Run 55 runs again?');
    expect([leftOutWords('retried', 1), leftOutWords('retried', 4)]).toEqual([
      'was run again already',
      'were run again already',
    ]);
  });
});
