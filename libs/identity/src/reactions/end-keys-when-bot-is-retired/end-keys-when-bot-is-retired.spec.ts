import { botDisabled, botRetired } from '@annals/contracts';
import { jobsOf, someId, someLog, someOrganization } from '@annals/views';
import { endKeysWhenBotIsRetired } from './end-keys-when-bot-is-retired';

const [botId, workspaceId] = [someId('bot'), someId('workspace')];

describe('end keys when a bot is retired', () => {
  it('makes a job that says which bot', () => {
    const log = someLog(botRetired({ botId, workspaceId, inFlight: 'stop' }));
    const [{ id, meta }] = log as [(typeof log)[number]];
    const payload = { organizationId: someOrganization, botId, causedBy: id, correlation: meta.correlationId };
    expect(jobsOf(endKeysWhenBotIsRetired, log)).toEqual([{ queue: 'identity.end-bot-keys', key: id, payload }]);
  });

  it('stays quiet when it is disabled', () =>
    expect(jobsOf(endKeysWhenBotIsRetired, someLog(botDisabled({ botId })))).toEqual([]));
});
