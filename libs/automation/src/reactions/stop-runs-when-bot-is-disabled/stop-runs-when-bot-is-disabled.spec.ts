import { botDisabled } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId } from '../../testing/examples';
import { stopRunsWhenBotIsDisabled } from './stop-runs-when-bot-is-disabled';

describe('B10: stop runs when a bot is disabled', () => {
  it('makes a job that says which bot', () => {
    const log = someLog(botDisabled({ botId, inFlight: 'stop' }));
    const [{ id, meta }] = log as [(typeof log)[number]];
    const payload = { organizationId: someOrganization, botId, causedBy: id, correlation: meta.correlationId };
    expect(jobsOf(stopRunsWhenBotIsDisabled, log)).toEqual([
      { queue: 'automation.stop-runs-of-bot', key: id, payload },
    ]);
  });

  it('stays quiet where they may finish, also by a release that never asked', () =>
    expect(
      jobsOf(stopRunsWhenBotIsDisabled, someLog(botDisabled({ botId, inFlight: 'finish' }), botDisabled({ botId }))),
    ).toEqual([]));
});
