import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = [__dirname, join(__dirname, '..')];
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
/** The contract without persistent subscriptions (98 to 111). */
const CASES = [...range(1, 97), ...range(112, 124)];

/** Numbers at the beginning of a test's name: `7 first append`, `5, 122, 123 killed`, `R2 113 kill -9`. */
function numbersIn(name: string): number[] {
  const found = /^(?:R\d+ )?(\d+(?:, \d+)*) /.exec(name)?.[1];
  return found === undefined ? [] : found.split(', ').map(Number);
}

/** Names of the tests in a spec's source. */
const namesIn = (source: string): string[] =>
  [...source.matchAll(/^\s*it(?:\.each\([^\n]*\))?\((['"`])(.*?)\1,/gm)].map((match) => match[2] ?? '');

describe('the contract of the event store', () => {
  it('has a test for each of its cases', () => {
    const specs = FOLDERS.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.int.spec.ts'))
        .map((file) => join(folder, file)),
    );
    const tested = new Set(specs.flatMap((file) => namesIn(readFileSync(file, 'utf8'))).flatMap(numbersIn));
    expect(CASES.filter((number) => !tested.has(number))).toEqual([]);
  });
  it('takes no other number in a name for a case', () => {
    expect(
      namesIn(
        `  it('36 2,000 events', () => {\n  it(\`R2 113 kill -9 of \${n} times\`, x\n it('5, 122, 123 killed', `,
      ).map(numbersIn),
    ).toEqual([[36], [113], [5, 122, 123]]);
  });
});
