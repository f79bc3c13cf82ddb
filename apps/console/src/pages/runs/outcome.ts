import { meaningOf, refusals, skipWords, type RefusalCode, type Run } from '@annals/contracts';
import type { z } from 'zod';
import { runWords } from '../../format/status-words';
import { duration } from '../../format/time';

type AnyRun = z.output<typeof Run>;

/** What happened in a run, in a line: its error, why it was refused, how far it is. */
export function whatHappened(run: AnyRun): string {
  if (run.error !== null) return run.error;
  if (run.status === 'refused') return refusalWords(run.code);
  if (run.status === 'lost') return 'Its worker fell silent';
  if (run.status === 'timed_out') return 'Its time was over';
  if (run.status === 'suspended') return 'It rests until somebody lets it go on';
  if (run.status === 'stopping') return 'Its worker was asked to stop';
  if (run.ahead !== null) return run.ahead === 0 ? 'Next in line' : `${run.ahead} before it`;
  if (run.progress !== null && run.status === 'running')
    return `${Math.round(run.progress.percent)} %${run.progress.message === null ? '' : `: ${run.progress.message}`}`;
  return '';
}

/** Ends that somebody should look at. */
export const isBad = (status: AnyRun['status']): boolean =>
  status === 'failed' || status === 'lost' || status === 'timed_out';

const reasons: Partial<Record<RefusalCode, string>> = {
  EMERGENCY_STOPPED: 'All runs are stopped',
  BOT_DISABLED: 'The bot is disabled',
  WORKSPACE_ARCHIVED: 'Its workspace is archived',
  QUEUE_FULL: 'As many runs of the bot waited as may',
  FORBIDDEN: 'Who asked may not start it',
  ORG_SUSPENDED: 'The organization was paused',
  ORG_FROZEN: 'The organization was frozen',
  ORG_PENDING_DELETION: 'The organization was about to be deleted',
};
const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

/** Why a run was refused, from its code. */
export function refusalWords(code: string | null): string {
  if (code === null) return 'It was refused';
  const known = isCode(code) ? (reasons[code] ?? refusals[code][1]) : meaningOf<string>(skipWords, code);
  return known === undefined ? `It was refused: ${code}` : known.charAt(0).toUpperCase() + known.slice(1);
}

/** How long a run took, from its start to its end; "–" while it is not known. */
export function took(run: Pick<AnyRun, 'startedAt' | 'endedAt'>): string {
  return run.startedAt === null || run.endedAt === null
    ? '–'
    : duration(new Date(run.endedAt).getTime() - new Date(run.startedAt).getTime());
}

/** A step of a run: when it came and how long after the one before. */
export interface Step {
  name: string;
  at: string;
  after: number | null;
  tone: 'ok' | 'bad' | 'no' | 'accent';
}

/** The steps that are known of a run, in order. */
export function steps(run: AnyRun): Step[] {
  const start = new Date(run.requestedAt).getTime();
  const list: Step[] = [{ name: 'Requested', at: run.requestedAt, after: null, tone: 'ok' }];
  const begun = run.startedAt === null ? null : new Date(run.startedAt).getTime();
  if (run.startedAt !== null && begun !== null)
    list.push({ name: 'Started', at: run.startedAt, after: begun - start, tone: 'ok' });
  if (run.status === 'running' && run.progress !== null)
    list.push({
      name: `At ${Math.round(run.progress.percent)} %`,
      at: run.progress.at,
      after: new Date(run.progress.at).getTime() - (begun ?? start),
      tone: 'accent',
    });
  if (run.endedAt !== null) {
    const tone = run.status === 'succeeded' ? 'ok' : isBad(run.status) ? 'bad' : 'no';
    list.push({
      name: runWords[run.status],
      tone,
      at: run.endedAt,
      after: new Date(run.endedAt).getTime() - (begun ?? start),
    });
  }
  return list;
}
