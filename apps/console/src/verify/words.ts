import type { Untrue, Verdict } from '@annals/proofs';
import { entryNumber } from '../format/words';

const untrue: Readonly<Record<Untrue | 'another-key', string>> = {
  'another-key': 'the server names another key than this browser kept',
  'not-a-note': 'it is no signed note',
  'not-a-checkpoint': 'it is no checkpoint',
  'another-log': 'it is of another organization or installation',
  'not-signed': 'the key of this installation did not sign it',
  'not-a-proof': 'it is no proof of an entry',
  'not-included': 'the entry as it is stored is not the one that was signed',
  'not-consistent': 'the history is not the one that was signed',
  'smaller-than-before': 'the history is shorter than what was signed',
};

/** Why something proves nothing. */
export const whyNot = (because: Untrue | 'another-key'): string => untrue[because];

/** Where a history is wrong, and how. */
export function wrongWords({ because, from, to }: Verdict & { readonly ok: false }): string {
  const place = from === to ? `Entry ${entryNumber(from)}` : `An entry from ${entryNumber(from)} to ${entryNumber(to)}`;
  if (because === 'shorter') return `The history ends before ${entryNumber(from)}, though more of it was signed.`;
  if (because === 'gap') return `${place} is missing.`;
  if (because === 'unreadable') return `${place} can’t be read.`;
  return `${place} is not what was signed.`;
}

/** A hash as people compare it: its beginning and its end. */
export function hashWords(hex: string): string {
  const groups = hex.match(/.{4}/g) ?? [];
  return groups.length < 6 ? hex : `${groups.slice(0, 4).join(' ')} … ${groups.at(-1) ?? ''}`;
}

/** The same of a hash in base64. */
export const rootWords = (base64: string): string =>
  hashWords([...atob(base64)].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join(''));
