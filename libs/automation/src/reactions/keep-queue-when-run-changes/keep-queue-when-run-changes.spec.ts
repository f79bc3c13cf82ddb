import { runFailed, runKilled, runLost, runRefused, runStopped, runSucceeded, runTimedOut } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId, requested, runId, started, workspaceId } from '../../testing/examples';
import { keepQueueWhenRunChanges } from './keep-queue-when-run-changes';

const run = { runId, botId };

describe('keep the queue when a run changes', () => {
  it.each([
    requested,
    runRefused({ ...run, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'start' }),
    runSucceeded(run),
    runFailed(run, { error: 'No' }),
    runLost(run),
    runStopped(run),
    runKilled(run),
    runTimedOut(run),
  ])('makes a job that says which run, and where in the log: $type', (changed) => {
    const log = someLog(changed);
    const [{ id, position }] = log as [(typeof log)[number]];
    const payload = { organizationId: someOrganization, botId, runId, position: String(position.commit) };
    expect(jobsOf(keepQueueWhenRunChanges, log)).toEqual([{ queue: 'automation.keep-queue', key: id, payload }]);
  });

  it('stays quiet about a start: who started it says so', () => {
    expect(jobsOf(keepQueueWhenRunChanges, someLog(started))).toEqual([]);
  });
});
