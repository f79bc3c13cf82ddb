import { allows, describeAllowances } from './allowances';

describe('what the version of a server allows', () => {
  it('nothing for the embedded one, slow consumers before 24, the memory of ids for every other', () => {
    const cases = [92, 97, 124, 20];
    expect(cases.filter((number) => allows('24.10.0-embedded', number))).toEqual([]);
    expect(cases.filter((number) => allows('23.10.6', number))).toEqual([92, 97, 124]);
    expect(cases.filter((number) => allows('24.10.4', number))).toEqual([124]);
    expect(cases.filter((number) => allows('unknown', number))).toEqual([92, 97, 124]);
  });
  it('is said in one list', () => {
    expect(describeAllowances('23.10.6').join('\n')).toMatch(/23\.10\.6:\n {2}case 92 may differ: .*\n {2}case 97 may differ: .*\n {2}case 124 may differ: .*\n.*kill the server.*\n.*98 to 111/);
  });
});
