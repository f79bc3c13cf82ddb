import { apiKeyIssued } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { keys } from '../../keys/keys';
import { now, organizationId } from '../../testing/examples';
import { issueBotKey } from './issue-bot-key';

const botId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00b0';
const command = { organizationId, botId, name: 'On the build machine', expiresInDays: 30 };
const issued = apiKeyIssued({ keyId: 'id-of-key', botId, permissions: ['bots:heartbeat', 'runs:report'], expiresAt: plus(now, { days: 30 }) }, { name: 'On the build machine' });

describe("issue a bot's own key", () => {
  it('allows a heartbeat and runs, and nothing else', () => {
    given(keys).when(issueBotKey, command).then(issued);
  });

  it('says no to more than a year', () => {
    given(keys).when(issueBotKey, { ...command, expiresInDays: 366 }).thenRefused('EXPIRY_TOO_FAR');
  });

  it('leaves other keys of the bot alone: one takes over before the other goes', () => {
    given(keys, issued).when(issueBotKey, command).then(issued);
  });
});
