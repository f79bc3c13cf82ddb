import { runRefused, runRequested } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, otherBotId, requested, runId, started, workspaceId } from '../../testing/examples';
import { requestRun } from './request-run';

const command = { organizationId, runId, botId, workspaceId, source: 'manual' } as const;

describe('request a run', () => {
  it('is requested, and says by what', () => {
    given(run).when(requestRun, command).then(requested);
    given(run)
      .when(requestRun, { ...command, source: 'api' })
      .then(runRequested({ runId, botId, workspaceId, source: 'api' }));
  });

  it('B11: what cannot begin is recorded as refused, and why', () =>
    given(run)
      .when(requestRun, { ...command, stoppedBy: 'BOT_DISABLED' })
      .then(runRefused({ runId, botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'request' })));

  it('W4: remembers which person asked, in which membership', () => {
    const askedBy = { personId: otherBotId, membership: 2 };
    given(run)
      .when(requestRun, { ...command, askedBy })
      .then(runRequested({ runId, botId, workspaceId, source: 'manual', askedBy }));
  });

  it('stays quiet when it was requested already, whatever became of it', () => {
    given(run, requested).when(requestRun, command).thenNothing();
    given(run, requested, started)
      .when(requestRun, { ...command, stoppedBy: 'BOT_DISABLED' })
      .thenNothing();
  });
});
