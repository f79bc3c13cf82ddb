import { runFailed, runRefused, runStarted, runSucceeded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, otherBotId, requested, runId, started, workspaceId } from '../../testing/examples';
import { startRun } from './start-run';

const command = { organizationId, runId, botId };
const refusedAtStart = runRefused({
  runId,
  botId,
  workspaceId,
  source: 'manual',
  code: 'BOT_DISABLED',
  stage: 'start',
});

describe('start a run', () => {
  it('runs', () => given(run, requested).when(startRun, command).then(runStarted({ runId, botId })));

  it('B11: is refused when the bot was disabled in the meantime', () =>
    given(run, requested)
      .when(startRun, { ...command, stoppedBy: 'BOT_DISABLED' })
      .then(refusedAtStart));

  it('says no to a run that is not there or another bot’s', () => {
    given(run).when(startRun, command).thenRefused('RUN_NOT_FOUND');
    given(run, requested)
      .when(startRun, { ...command, botId: otherBotId })
      .thenRefused('RUN_NOT_FOUND');
  });

  it('says no to one that runs, has ended or was refused, and writes nothing', () => {
    given(run, requested, started).when(startRun, command).thenRefused('INVALID_RUN_TRANSITION', { state: 'running' });
    given(run, requested, started, runSucceeded({ runId, botId }))
      .when(startRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'succeeded' });
    given(run, requested, started, runFailed({ runId, botId }, { error: 'x' }))
      .when(startRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'failed' });
    given(run, requested, refusedAtStart)
      .when(startRun, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'refused' });
  });
});
