import type { Untrue, Verdict, Wrong } from '@annals/proofs';

const number = (count: number): string => count.toLocaleString('en-US');
const place = (from: number, to: number): string =>
  from === to ? `entry #${number(from)}` : `the entries #${number(from)} to #${number(to)}`;

const wrong: Readonly<Record<Wrong, string>> = {
  gap: 'is missing, or not in its place',
  unreadable: 'is none',
  changed: 'is not what the installation itself says that it was',
  'not-as-signed': 'is not what was signed',
  shorter: 'was signed and is gone',
};

const untrue: Readonly<Record<Untrue, string>> = {
  'not-a-note': 'it is no signed note',
  'not-a-checkpoint': 'it is no checkpoint',
  'another-log': 'it is of another log',
  'not-signed': 'the key that you trust did not sign it',
  'not-a-proof': 'it is no proof (c2sp.org/tlog-proof@v1)',
  'not-included': 'the entry is not in the history that was signed',
  'not-consistent': 'the history is not the one that was signed',
  'smaller-than-before': 'the history is shorter than what was signed',
};

/** Why a checkpoint or a proof does not count. */
export const whyNot = (because: Untrue): string => untrue[because];

/** The verdict as a line. */
export function verdictLine(verdict: Verdict): string {
  if (!verdict.ok) {
    const { from, to, because } = verdict;
    const what = from === to || because === 'shorter' ? wrong[because] : `one of these ${wrong[because]}`;
    return `broken: ${place(from, to)}${from === to ? ' ' : ': '}${what}`;
  }
  const { entries, checkpoints, root } = verdict;
  const signed = checkpoints.at(-1);
  return signed === undefined
    ? `${number(entries)} entries give the root ${root}; no checkpoint says whether that is what was signed`
    : `unbroken: ${number(entries)} entries, of which the first ${number(signed)} are what was signed`;
}
