import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commonPasswords, LIST_FILE, listFile } from './list';

describe('C6: the common passwords that ship', () => {
  it('are what `npm run passwords` makes', () =>
    expect(readFileSync(join(resolve(__dirname, '../../..'), LIST_FILE), 'utf8')).toBe(listFile()));
  it('are more than 10,000, sorted', () => {
    expect(commonPasswords().length).toBeGreaterThan(10_000);
    expect(commonPasswords()).toEqual(commonPasswords().sort());
  });
});
