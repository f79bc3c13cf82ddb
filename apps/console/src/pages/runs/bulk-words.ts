import { bulkAct, type BulkAct, type LeftOutWhy } from '@annals/contracts';
import { count, plural } from '../../format/words';

interface ActWords {
  /** Of the button in the bar. */
  bar: string;
  title: (runs: string) => string;
  does: (many: string) => string;
  what: string;
  keep: string;
}

const runs = (many: number): string => plural(many, 'run', 'runs');

/** What is done to many runs, in the words of each place. */
export const actWords: Readonly<Record<BulkAct, ActWords>> = {
  retry: {
    bar: 'Run again…',
    title: (many) => `Run ${many} again?`,
    does: (many) => `Run ${many} again`,
    what: 'Each is a new run with the same input, linked to the one it repeats, and checked as if it were new.',
    keep: 'Don’t run',
  },
  stop: {
    bar: 'Stop…',
    title: (many) => `Stop ${many}?`,
    does: (many) => `Stop ${many}`,
    what: 'Each ends as soon as its worker can end it.',
    keep: 'Don’t stop',
  },
  cancel: {
    bar: 'Cancel…',
    title: (many) => `Cancel ${many}?`,
    does: (many) => `Cancel ${many}`,
    what: 'They wait still, and never begin.',
    keep: 'Don’t cancel',
  },
};

interface Action {
  readonly act: string;
  readonly runs: number;
  readonly done: number;
  readonly refused: number;
  readonly left: number;
  readonly endedAt: string | null;
}

/** "Run 55 runs again"; of an act that this console does not know, as the history says it. */
export function wordsOf({ act, runs: many }: Pick<Action, 'act' | 'runs'>): string {
  const known = bulkAct.safeParse(act).data;
  return known === undefined ? `${act}: ${runs(many)}` : actWords[known].does(runs(many));
}

/** How far it is: "12 of 55, 1 refused", "Through: 54 done, 1 refused". */
export function farWords({ runs: many, done, refused, left, endedAt }: Omit<Action, 'act'>): string {
  const far = endedAt === null ? `${count(done + refused + left)} of ${count(many)}` : `Through: ${count(done)} done`;
  return [
    far,
    ...(refused > 0 ? [`${count(refused)} refused`] : []),
    ...(left > 0 ? [`${count(left)} left as they are`] : []),
  ].join(', ');
}

const reasons: Readonly<Record<LeftOutWhy, readonly [one: string, many: string]>> = {
  open: ['waits or runs still', 'wait or run still'],
  succeeded: ['succeeded', 'succeeded'],
  retried: ['was run again already', 'were run again already'],
  stopped: ['was stopped on purpose', 'were stopped on purpose'],
  input_gone: ['has no input any more', 'have no input any more'],
  waits: ['waits: cancel it instead', 'wait: cancel them instead'],
  begun: ['has begun: stop it instead', 'have begun: stop them instead'],
  over: ['is over', 'are over'],
};

/** Why so many are left out: "were run again already". */
export const leftOutWords = (why: LeftOutWhy, many: number): string => reasons[why][many === 1 ? 0 : 1];

/** "61 match, 6 are left out." */
export function matchWords(matching: number, todo: number): string {
  const out = matching - todo;
  const left = out === 0 ? 'none is left out' : `${out} ${out === 1 ? 'is' : 'are'} left out`;
  return `${runs(matching)} ${matching === 1 ? 'matches' : 'match'}, ${left}.`;
}
