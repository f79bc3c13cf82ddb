import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvLine } from './csv';

const readBack = (file: string): string[][] => parse(file, { record_delimiter: '\r\n' });
const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'",;=+-@\t\r\n\ufeff\uff1d ab\'') }),
);

describe('S16: a row of a file as it is given out', () => {
  it('reads back as it was by another parser, whatever is in it; what would be a formula has a mark before it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const said = rows.map((cells) =>
          cells.map((each) => (/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(each) ? `'${each}` : each)),
        );
        expect(rows.map((cells) => readBack(csvLine(cells))[0])).toEqual(said);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', '\uff1d1', '\uff0b1', '\uff0d1', '\uff201'])(
    'has no formula: %j',
    (formula) => expect(csvLine([formula]).replace(/^"/, '').startsWith("'")).toBe(true),
  );
});
