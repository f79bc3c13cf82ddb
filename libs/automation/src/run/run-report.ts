import { refused as refusal, refusals, type RefusalCode } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import type { Run } from './run';

/** What is answered about a run. */
export interface RunReport {
  readonly runId: string;
  readonly revision: number;
  readonly position: string;
}

interface Said {
  readonly runId: string;
  readonly decided: { readonly revision: number; readonly position: string };
  /** The run as its stream has it: a repeated command is answered alike. */
  readonly state: Pick<Frozen<Run>, 'refused'>;
  /** Where it might have been refused. */
  readonly stage: 'request' | 'start';
}

const isRefusal = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);

/**
 * The answer to a request or a start.
 * @throws Refused BOT_DISABLED or why else it was refused, with the run's id and where its refusal is: the refusal is a
 * fact that stays (B11)
 */
export function reportOf({ runId, decided, state, stage }: Said): RunReport {
  const report = { runId, revision: decided.revision, position: decided.position };
  if (state.refused?.stage !== stage) return report;
  const { code } = state.refused;
  throw isRefusal(code) ? refusal(code, report) : refusal('INVALID_RUN_TRANSITION', { ...report, state: 'refused' });
}
