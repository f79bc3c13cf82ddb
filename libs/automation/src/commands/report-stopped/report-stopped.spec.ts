import { runStopped, runStopRequested } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, otherBotId, requested, runId, started } from '../../testing/examples';
import { reportStopped } from './report-stopped';

const command = { organizationId, runId, botId };
const asked = runStopRequested({ runId, botId });
const stopped = runStopped({ runId, botId });

describe('a run has stopped', () => {
  it('has ended', () => given(run, requested, started, asked).when(reportStopped, command).then(stopped));

  it('says no where nobody asked it to, where it is over, and to another bot', () => {
    given(run, requested, started)
      .when(reportStopped, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'running' });
    given(run, requested, started, asked, stopped)
      .when(reportStopped, command)
      .thenRefused('INVALID_RUN_TRANSITION', { state: 'stopped' });
    given(run, requested, started, asked)
      .when(reportStopped, { ...command, botId: otherBotId })
      .thenRefused('RUN_NOT_FOUND');
  });
});
