import { organizationName } from '@annals/contracts';
import { someLetters } from './some-letters';

describe('random letters', () => {
  it('are as many as asked for, and others each time', () => {
    expect([someLetters(12), someLetters(12)]).toEqual([
      expect.stringMatching(/^[a-z]{12}$/),
      expect.stringMatching(/^[a-z]{12}$/),
    ]);
    expect(someLetters(12)).not.toBe(someLetters(12));
  });
  it('make no telephone number of the name that an organization gets by an address, as digits do', () => {
    const isName = (name: string) => organizationName.safeParse(name).success;
    expect(isName('other.239789800946')).toBe(false);
    for (let n = 0; n < 1_000; n += 1) expect(isName(`other.${someLetters(12)}`)).toBe(true);
  });
});
