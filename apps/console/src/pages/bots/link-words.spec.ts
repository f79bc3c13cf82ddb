import { deadWords, linkLevelName, usedWords } from './link-words';

describe('P29: how links to bots read', () => {
  it('says what one is good for, also where another release made it', () =>
    expect(['run', 'edit', 'copy', 'advise'].map(linkLevelName)).toEqual([
      'Can run',
      'Can edit',
      'Can copy',
      'advise',
    ]));

  it('says how many have used it, and why it works no more', () => {
    expect([
      usedWords({ used: 0, uses: null }),
      usedWords({ used: 3, uses: null }),
      usedWords({ used: 0, uses: 2 }),
    ]).toEqual(['not used yet', 'used by 3', 'used by 0 of 2']);
    expect(deadWords(null)).toBeUndefined();
    expect(deadWords('maker_left')).toBe('Works no more: who made it has left.');
  });
});
