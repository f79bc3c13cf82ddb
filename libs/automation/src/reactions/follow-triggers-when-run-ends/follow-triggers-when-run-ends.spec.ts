import { runFailed, runKilled, runLost, runRefused, runStopped, runSucceeded, runTimedOut } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId, requested, runId, started, workspaceId } from '../../testing/examples';
import { followTriggersWhenRunEnds } from './follow-triggers-when-run-ends';

const run = { runId, botId };

describe('follow triggers when a run ends', () => {
  it.each([
    [runSucceeded(run), 'succeeded'],
    [runFailed(run, { error: 'No' }), 'failed'],
    [runLost(run), 'lost'],
    [runTimedOut(run), 'timed_out'],
    [runStopped(run), 'stopped'],
    [runKilled(run), 'killed'],
    [runRefused({ ...run, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'start' }), 'refused'],
  ])('makes a job that says how it ended: $1', (ended, end) => {
    const log = someLog(ended);
    const [{ id, meta }] = log as [(typeof log)[number]];
    const payload = { organizationId: someOrganization, botId, runId, at: meta.at, end };
    expect(jobsOf(followTriggersWhenRunEnds, log)).toEqual([
      { queue: 'automation.follow-triggers', key: id, payload, together: true },
    ]);
  });

  it('stays quiet before the end', () =>
    expect(jobsOf(followTriggersWhenRunEnds, someLog(requested, started))).toEqual([]));
});
