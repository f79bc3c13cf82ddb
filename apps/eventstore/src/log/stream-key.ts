import { hash } from 'node:crypto';

/** Longest name, in bytes, that is its own key: an entry of a B-tree ends at 2.7 kB. */
const LONGEST = 255;
/** Begins no text in UTF-8, so that no name is the key of another one. */
const HASHED = Buffer.of(0xff);

/**
 * By what a stream of this name is found: the bytes of the name, or 0xff and their SHA-256 when they are more than 255.
 * The first event of a stream has it, and no other.
 */
export function streamKey(name: string): Buffer {
  const bytes = Buffer.from(name);
  return bytes.length <= LONGEST ? bytes : Buffer.concat([HASHED, hash('sha256', bytes, 'buffer')]);
}
