import { runFailed, runRefused, runSucceeded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, otherBotId, requested, runId, started, workspaceId } from '../../testing/examples';
import { failRun } from './fail-run';

const command = { organizationId, runId, botId, error: 'Portal answered 401' };
const succeeded = runSucceeded({ runId, botId });
const failed = runFailed({ runId, botId }, { error: 'Portal answered 401' });

describe('a run fails', () => {
  it('has ended', () => given(run, requested, started).when(failRun, command).then(failed));

  it('says no to a run that is not there or another bot’s', () => {
    given(run).when(failRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested, started)
      .when(failRun, { ...command, botId: otherBotId })
      .thenRefused('RUN_NOT_FOUND');
  });

  it('says no before it runs', () => {
    given(run, requested).when(failRun, command).thenRefused('INVALID_RUN_TRANSITION', { state: 'requested' });
    given(run, runRefused({ runId, botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'request' }))
      .when(failRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'refused' });
  });

  it('has exactly one end: a second one is refused and writes nothing', () => {
    given(run, requested, started, succeeded)
      .when(failRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'succeeded' });
    given(run, requested, started, failed)
      .when(failRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'failed' });
  });
});
