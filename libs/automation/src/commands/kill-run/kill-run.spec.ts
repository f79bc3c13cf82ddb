import { runKilled, runStopRequested, runSucceeded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { killRun } from './kill-run';

const command = { organizationId, runId };
const killed = runKilled({ runId, botId });

describe('kill a run', () => {
  it('ends it, whether it waits, runs or was asked to stop', () => {
    given(run, requested).when(killRun, command).then(killed);
    given(run, requested, started).when(killRun, command).then(killed);
    given(run, requested, started, runStopRequested({ runId, botId })).when(killRun, command).then(killed);
  });

  it('stays quiet where it was killed already', () =>
    given(run, requested, started, killed).when(killRun, command).thenNothing());

  it('says no to one that is not there or over', () => {
    given(run).when(killRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested, started, runSucceeded({ runId, botId }))
      .when(killRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'succeeded' });
  });
});
