import { runStopRequested, runSucceeded, runTimedOut } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { timeOutRun } from './time-out-run';

const command = { organizationId, runId, botId };
const timedOut = runTimedOut({ runId, botId });

describe('the time of a run is over', () => {
  it('ends one that somebody is at, also one that was asked to stop', () => {
    given(run, requested, started).when(timeOutRun, command).then(timedOut);
    given(run, requested, started, runStopRequested({ runId, botId })).when(timeOutRun, command).then(timedOut);
  });

  it('stays quiet about what waits, has ended or was never asked for', () => {
    given(run).when(timeOutRun, command).thenNothing();
    given(run, requested).when(timeOutRun, command).thenNothing();
    given(run, requested, started, runSucceeded({ runId, botId })).when(timeOutRun, command).thenNothing();
    given(run, requested, started, timedOut).when(timeOutRun, command).thenNothing();
  });
});
