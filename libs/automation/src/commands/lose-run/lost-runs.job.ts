import { uuidV5 } from '@annals/eventstore';
import { plus, type Instant } from '@annals/kernel';
import { command, eachDue, timer } from '@annals/platform';
import type { LapsedRun } from '@annals/vault';
import { LEASE_SECONDS } from '../../run/lease';
import { ofRun, run } from '../../run/run';
import { timeOutRun } from '../time-out-run/time-out-run';
import { loseRun } from './lose-run';

export const LoseRun = command('LoseRun', run, ofRun, loseRun);
export const TimeOutRun = command('TimeOutRun', run, ofRun, timeOutRun);

const AT_ONCE = 500;

/**
 * Runs whose time is over end, and those whose worker fell silent are lost; one that was taken and never started waits
 * again. Each ends by its stream, so that any number of workers may look at the same time. Nobody fell silent while
 * nobody was there to hear them.
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
      const heard = await vault.listening.wasThere(plus(now, { seconds: -LEASE_SECONDS }), now);
      const lapsed = await vault.runQueue.lapsed(now, { limit: AT_ONCE, evenSilent: heard });
      await eachDue(lapsed, settle, 'silent runs could not be ended');
      return lapsed.length;
    };
  },
});
