import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { heldRows } from '../e2e/support/held-rows';
import { pendingRows } from '../e2e/support/pending-rows';

const ROOT = join(__dirname, '../../..');
/** What the tests of a file are called. */
const namesIn = (file: string): string =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\b(?:it|describe|test)(?:\.each\([^)]*\))?\(\s*(.*)/g)]
    .map(([, name = '']) => name)
    .join('\n');
const carries = (file: string, row: string): boolean =>
  new RegExp(`(?<![A-Za-z0-9-])${row}(?![A-Za-z0-9])`).test(namesIn(file));

describe('rows of the domain about organizations', () => {
  it('each stand in the names of the tests that are said to hold it', () => {
    const missing = Object.entries(heldRows).filter(([row, file]) => !carries(file, row));
    expect(missing).toEqual([]);
  });

  it('are held or pending, never both, and every X is one of them', () => {
    expect(Object.keys(heldRows).filter((row) => row in pendingRows)).toEqual([]);
    const policies = Array.from({ length: 15 }, (_, n) => `X${n + 1}`);
    expect(policies.filter((row) => !(row in heldRows) && !(row in pendingRows))).toEqual([]);
  });

  it('are looked for by their whole id', () => {
    expect(carries('apps/api/src/rows-held.spec.ts', 'X1')).toBe(false);
  });
});
