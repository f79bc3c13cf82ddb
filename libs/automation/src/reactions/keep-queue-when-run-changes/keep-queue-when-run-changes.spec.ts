import { runFailed, runKilled, runLost, runRefused, runStopped, runSucceeded, runTimedOut } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId, requested, runId, started, workspaceId } from '../../testing/examples';
import { keepQueueWhenRunChanges } from './keep-queue-when-run-changes';

const run = { runId, botId };
const jobOf = (log: ReturnType<typeof someLog>, ended: boolean) => {
  const [{ id, position }] = log as [(typeof log)[number]];
  const payload = { organizationId: someOrganization, botId, runId, position: String(position.commit), ended };
  return { queue: 'automation.keep-queue', key: id, payload, together: true };
};

describe('keep the queue when a run changes', () => {
  it.each([
    runRefused({ ...run, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'start' }),
    runSucceeded(run),
    runFailed(run, { error: 'No' }),
    runLost(run),
    runStopped(run),
    runKilled(run),
    runTimedOut(run),
  ])('makes a job that says which run has ended, and where in the log: $type', (ended) => {
    expect(jobsOf(keepQueueWhenRunChanges, someLog(ended))).toEqual([jobOf(someLog(ended), true)]);
  });

  it('makes a job that says which run waits, together with others', () => {
    expect(jobsOf(keepQueueWhenRunChanges, someLog(requested))).toEqual([jobOf(someLog(requested), false)]);
  });

  it('stays quiet about a start: who started it says so', () => {
    expect(jobsOf(keepQueueWhenRunChanges, someLog(started))).toEqual([]);
  });
});
