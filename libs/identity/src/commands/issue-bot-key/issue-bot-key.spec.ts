import { apiKeyIssued, type Permission } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { keys } from '../../keys/keys';
import { keyLimits } from '../../keys/limits';
import { issuer, now, organizationId } from '../../testing/examples';
import { issueBotKey } from './issue-bot-key';

const botId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00b0';
const command = { organizationId, botId, name: 'On the build machine', expiresInDays: 30, issuer };
const data: Parameters<typeof apiKeyIssued>[0] = {
  keyId: 'id-of-key',
  holder: { kind: 'bot', id: botId },
  issuedBy: issuer.personId,
  permissions: ['bots:heartbeat', 'runs:report', 'knowledge:search'],
  expiresAt: plus(now, { days: 30 }),
};
const issued = apiKeyIssued(data, { name: 'On the build machine' });

describe("issue a bot's own key", () => {
  it('allows a heartbeat, runs and to search what the bot may know, and nothing else', () => {
    given(keys).when(issueBotKey, command).then(issued);
  });

  it('says no to more than a year', () => {
    given(keys)
      .when(issueBotKey, { ...command, expiresInDays: 366 })
      .thenRefused('EXPIRY_TOO_FAR');
  });

  it('B1: says no to who may not issue keys (any more), and to more keys than a bot may have', () => {
    given(keys)
      .when(issueBotKey, { ...command, issuer: { ...issuer, may: new Set<Permission>(['bots:read']) } })
      .thenRefused('FORBIDDEN', { requiredPermission: 'api_keys:manage' });
    const many = Array.from({ length: keyLimits.bot }, (_, n) =>
      apiKeyIssued({ ...data, keyId: `key-${n}` }, { name: 'Another' }),
    );
    given(keys, ...many)
      .when(issueBotKey, command)
      .thenRefused('API_KEY_LIMIT_REACHED', { limit: keyLimits.bot, of: 'bot' });
    given(keys, ...many)
      .when(issueBotKey, { ...command, botId: organizationId })
      .then(apiKeyIssued({ ...data, holder: { kind: 'bot', id: organizationId } }, { name: command.name }));
  });

  it('leaves other keys of the bot alone: one takes over before the other goes', () => {
    given(keys, issued).when(issueBotKey, command).then(issued);
  });
});
