import { runKilled, runResumed, runSuspended } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { resumeRun } from './resume-run';

const command = { organizationId, runId };
const suspended = runSuspended({ runId, botId });

describe('P13: resume a run', () => {
  it('goes on', () =>
    given(run, requested, started, suspended).when(resumeRun, command).then(runResumed({ runId, botId })));

  it('says no to what is not there, waits or has ended', () => {
    given(run).when(resumeRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested).when(resumeRun, command).thenRefused('INVALID_RUN_TRANSITION', { state: 'requested' });
    given(run, requested, started, suspended, runKilled({ runId, botId }))
      .when(resumeRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'killed' });
  });

  it('stays quiet about one that is going on', () =>
    given(run, requested, started).when(resumeRun, command).thenNothing());
});
