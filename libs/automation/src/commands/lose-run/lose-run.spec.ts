import { runLost, runSucceeded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { run } from '../../run/run';
import { botId, organizationId, requested, runId, started } from '../../testing/examples';
import { loseRun } from './lose-run';

const command = { organizationId, runId, botId };
const lost = runLost({ runId, botId });

describe('lose a run', () => {
  it('has ended when its worker fell silent', () => given(run, requested, started).when(loseRun, command).then(lost));

  it('stays quiet about what waits, has ended or was never asked for', () => {
    given(run).when(loseRun, command).thenNothing();
    given(run, requested).when(loseRun, command).thenNothing();
    given(run, requested, started, runSucceeded({ runId, botId })).when(loseRun, command).thenNothing();
    given(run, requested, started, lost).when(loseRun, command).thenNothing();
  });
});
