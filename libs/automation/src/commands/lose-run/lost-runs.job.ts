import { uuidV5 } from '@annals/eventstore';
import type { Instant } from '@annals/kernel';
import { command, eachDue, timer } from '@annals/platform';
import type { LapsedRun } from '@annals/vault';
import { ofRun, run } from '../../run/run';
import { timeOutRun } from '../time-out-run/time-out-run';
import { loseRun } from './lose-run';

export const LoseRun = command('LoseRun', run, ofRun, loseRun);
export const TimeOutRun = command('TimeOutRun', run, ofRun, timeOutRun);

const AT_ONCE = 500;

/**
 * Runs whose time is over end, and those whose worker fell silent are lost; one that was taken and never started waits
 * again. Each ends by its stream, so that any number of workers may look at the same time.
 */
export const loseRuns = timer({
  name: 'lose-runs',
  everyMs: 5_000,
  does: ({ vault, commands, eventStore }) => {
    const settle = async ({ overdue, ...lapsed }: LapsedRun): Promise<void> => {
      const { organizationId, runId } = lapsed;
      const { state } = await eventStore.state({ stream: run, id: [organizationId, runId] }, 0);
      if (state.status === 'requested') return vault.runQueue.giveBack(lapsed);
      const commandId = uuidV5(runId, overdue ? 'timed-out' : 'lost');
      const End = overdue ? TimeOutRun.Command : LoseRun.Command;
      await commands.execute(new End(lapsed, { commandId, actor: 'system:queue', correlationId: commandId }));
      await vault.runQueue.remove(lapsed);
    };
    return async (now: Instant): Promise<number> => {
      const lapsed = await vault.runQueue.lapsed(now, AT_ONCE);
      await eachDue(lapsed, settle, 'silent runs could not be ended');
      return lapsed.length;
    };
  },
});
