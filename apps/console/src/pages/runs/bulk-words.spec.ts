import { actWords, farWords, leftOutWords, matchWords, wordsOf } from './bulk-words';

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

  it('says of one how far it is, also of an act of another release', () => {
    const going = { runs: 1_055, done: 11, refused: 1, left: 0, endedAt: null };
    expect(wordsOf({ act: 'retry', runs: 1_055 })).toBe('Run 1,055 runs again');
    expect(wordsOf({ act: 'rehearse', runs: 1 })).toBe('rehearse: 1 run');
    expect(farWords(going)).toBe('12 of 1,055, 1 refused');
    const over = { runs: 55, done: 50, refused: 1, left: 4, endedAt: '2026-10-03T14:00:00.000Z' };
    expect(farWords(over)).toBe('Through: 50 done, 1 refused, 4 left as they are');
  });
});
