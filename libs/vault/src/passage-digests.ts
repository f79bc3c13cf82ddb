import { createHmac, type KeyObject } from 'node:crypto';
import { subKey } from './sealing';

/** So many letters stand for a word: 66 bits of its digest, for no word, shelf and organization the same by chance. */
const LETTERS = 11;

/** What stands in Postgres for a word on one shelf of an organization. */
export function digestsOf(organizationKey: Buffer, shelf: string): (word: string) => string {
  return digests(subKey(organizationKey, `knowledge-words/${shelf}`));
}

/** The same of passages of form 1, which stand on no shelf. */
export function formerDigestsOf(organizationKey: Buffer): (word: string) => string {
  return digests(subKey(organizationKey, 'knowledge-words'));
}

function digests(key: KeyObject): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const digest = known.get(word) ?? createHmac('sha256', key).update(word).digest('base64url').slice(0, LETTERS);
    known.set(word, digest);
    return digest;
  };
}
