import { randomBytes } from 'node:crypto';

/**
 * Random letters that make a name of a test one that nobody else has. No digits: of many in a row a telephone number is
 * made, and a name that holds one is no name (`organizationName`).
 */
export function someLetters(count: number): string {
  return Array.from(randomBytes(count), (byte) => String.fromCharCode(97 + (byte % 26))).join('');
}
