import { runStopped, runStopRequested, runSucceeded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { stopRun } from './stop-run';

const command = { organizationId, runId };
const asked = runStopRequested({ runId, botId });

describe('stop a run', () => {
  it('ends one that waits, and asks one that runs', () => {
    given(run, requested).when(stopRun, command).then(runStopped({ runId, botId }));
    given(run, requested, started).when(stopRun, command).then(asked);
  });

  it('stays quiet where it was asked already', () =>
    given(run, requested, started, asked).when(stopRun, command).thenNothing());

  it('says no to one that is not there or over', () => {
    given(run).when(stopRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested, started, runSucceeded({ runId, botId }))
      .when(stopRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'succeeded' });
  });
});
