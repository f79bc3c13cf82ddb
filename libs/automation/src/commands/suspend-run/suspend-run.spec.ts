import { runStopRequested, runSucceeded, runSuspended, runResumed } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { suspendRun } from './suspend-run';

const command = { organizationId, runId };
const [suspended, resumed] = [runSuspended({ runId, botId }), runResumed({ runId, botId })];

describe('P13: suspend a run', () => {
  it('rests, also once more after it went on', () => {
    given(run, requested, started).when(suspendRun, command).then(suspended);
    given(run, requested, started, suspended, resumed).when(suspendRun, command).then(suspended);
  });

  it('says no to what is not there, waits, is about to stop or has ended', () => {
    given(run).when(suspendRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested).when(suspendRun, command).thenRefused('INVALID_RUN_TRANSITION', { state: 'requested' });
    given(run, requested, started, runStopRequested({ runId, botId }))
      .when(suspendRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'stopping' });
    given(run, requested, started, runSucceeded({ runId, botId }))
      .when(suspendRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'succeeded' });
  });

  it('says no after 50 times', () => {
    const often = Array.from({ length: 50 }, () => [suspended, resumed]).flat();
    given(run, requested, started, ...often)
      .when(suspendRun, command)
      .thenRefused('RUN_CHANGES_LIMIT', { limit: 50 });
  });

  it('stays quiet about one that rests', () =>
    given(run, requested, started, suspended).when(suspendRun, command).thenNothing());
});
