import { Refused } from '@annals/kernel';
import { csvRows } from './csv-rows';

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

  it('are refused where something follows the end of a quote: nobody knows what was meant', () => {
    const codeOf = (text: string): unknown => {
      try {
        return csvRows(text);
      } catch (error) {
        return error instanceof Refused ? [error.code, error.details] : error;
      }
    };
    expect(codeOf('email,roles\na@x.example,"Member"Auditor')).toEqual(['BULK_UNREADABLE', { line: 2 }]);
  });
});
