import { botRetired } from '@annals/contracts';
import { jobsOf, someLog, someOrganization } from '@annals/views';
import { botId, disabled, workspaceId } from '../../testing/examples';
import { endBotWhenItIsRetired } from './end-bot-when-it-is-retired';

describe('end a bot when it is retired', () => {
  it('makes a job that says which bot, and what becomes of its runs', () => {
    const log = someLog(botRetired({ botId, workspaceId, inFlight: 'kill' }));
    const [{ id, meta }] = log as [(typeof log)[number]];
    const cause = { retiredAt: meta.at, causedBy: id, correlation: meta.correlationId };
    expect(jobsOf(endBotWhenItIsRetired, log)).toEqual([
      {
        queue: 'automation.end-bot',
        key: id,
        payload: { organizationId: someOrganization, botId, inFlight: 'kill', ...cause },
      },
    ]);
  });

  it('stays quiet when it is disabled', () => expect(jobsOf(endBotWhenItIsRetired, someLog(disabled))).toEqual([]));
});
