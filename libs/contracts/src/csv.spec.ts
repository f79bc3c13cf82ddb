import { csvLine, csvRows } from './csv';

const cells = (text: string) => csvRows(text).map((row) => row.cells);

describe('rows of a file', () => {
  it('come with commas, semicolons or tabs, whichever the first line has', () => {
    expect(cells('email,roles\na@x.example,Member\n')).toEqual([
      ['email', 'roles'],
      ['a@x.example', 'Member'],
    ]);
    expect(cells('email;roles\r\na@x.example;Member, Auditor')).toEqual([
      ['email', 'roles'],
      ['a@x.example', 'Member, Auditor'],
    ]);
    expect(cells('\ufeffemail\troles\ra@x.example\tMember')).toEqual([
      ['email', 'roles'],
      ['a@x.example', 'Member'],
    ]);
  });

  it('may be quoted, over lines and with quotes in them; blanks around cells are none of theirs', () => {
    expect(cells('"a ""b"", c", d \n"two\nlines",e')).toEqual([
      ['a "b", c', 'd'],
      ['two\nlines', 'e'],
    ]);
    expect(cells(' "x" ,y"z')).toEqual([['x', 'y"z']]);
    expect(cells('"never ends,a\nb')).toEqual([['never ends,a\nb']]);
  });

  it('know their line, and are left out where they are empty', () =>
    expect(csvRows('\n\na\n"b\nc"\n,\nd')).toEqual([
      { line: 3, cells: ['a'] },
      { line: 4, cells: ['b\nc'] },
      { line: 7, cells: ['d'] },
    ]));

  it('S16: given out, they read back as they were, and no cell is a formula', () => {
    const values = ['plain', 'a "b"', 'c,d', 'e;f', 'two\nlines', ' blank ', ''];
    expect(cells(csvLine(values))).toEqual([values.map((each) => each.trim())]);
    for (const formula of ['=1+1', '+1', '-1', '@sum', '\t=1', '\uff1d1'])
      expect(csvLine([formula]).replace(/^"/, '').startsWith("'")).toBe(true);
  });
});
