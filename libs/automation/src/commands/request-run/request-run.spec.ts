import { runRefused, runRequested } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started, workspaceId } from '../../testing/examples';
import { requestRun } from './request-run';

const command = { organizationId, runId, botId, workspaceId, source: 'manual', botEnabled: true } as const;

describe('request a run', () => {
  it('is requested, and says by what', () => {
    given(run).when(requestRun, command).then(requested);
    given(run)
      .when(requestRun, { ...command, source: 'api' })
      .then(runRequested({ runId, botId, workspaceId, source: 'api' }));
  });

  it('B11: of a disabled bot is recorded as refused', () =>
    given(run)
      .when(requestRun, { ...command, botEnabled: false })
      .then(runRefused({ runId, botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'request' })));

  it('stays quiet when it was requested already, whatever became of it', () => {
    given(run, requested).when(requestRun, command).thenNothing();
    given(run, requested, started)
      .when(requestRun, { ...command, botEnabled: false })
      .thenNothing();
  });
});
