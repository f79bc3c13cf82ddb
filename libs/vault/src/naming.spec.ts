import { holdsAddress, names } from './naming';

const karin = {
  addresses: ['Karin.Falk@Halden.example'],
  aliases: ['Karin Falk', 'K.F. (Ops)', 'Anne-Li/2', 'Åsa', 'Bo'],
};

describe('whether a text names somebody', () => {
  it('holds an address in letters of any size, also inside of something', () => {
    for (const text of ['to karin.falk@halden.example', '{"to":"<KARIN.FALK@HALDEN.EXAMPLE>"}'])
      expect([holdsAddress(karin)(text), names(karin)(text)]).toEqual([true, true]);
    expect(holdsAddress(karin)('karin.falk@halden.exam')).toBe(false);
    expect(holdsAddress({ addresses: [] })('anything')).toBe(false);
  });

  it('has a name as a word of its own, whatever characters are in it', () => {
    for (const text of [
      '“karin falk” signed',
      'K.F. (Ops)',
      'anne-li/2!',
      'for ÅSA',
      'for A\u030asa.',
      '{"who":"Karin Falk"}',
    ])
      expect([text, names(karin)(text)]).toEqual([text, true]);
    for (const text of ['Karin Falkenberg', 'Kjåsa', 'KxF. (Ops)', 'Karin', '']) expect(names(karin)(text)).toBe(false);
  });

  it('leaves out names that are words of other things more often', () =>
    expect(names(karin)('Bo went home')).toBe(false));
});
