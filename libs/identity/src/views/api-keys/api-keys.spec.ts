import { apiKeyIssued, apiKeyRevoked } from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { apiKeys } from './api-keys.view';

const [service, robot, botId] = [someId('service key'), someId('robot key'), someId('bot')];
const at = '2026-06-03T10:00:00.000Z';
const expiresAt = '2026-09-01T10:00:00.000Z';
const forService = happened(apiKeyIssued({ keyId: service, permissions: ['runs:read'], expiresAt }, { name: 'Nightly export' }), { at });
const forRobot = happened(apiKeyIssued({ keyId: robot, botId, permissions: ['runs:report'], expiresAt }, { name: 'Robot' }), { at });

describe('API keys', () => {
  it('lists keys of services and of bots, and when one was revoked', () => {
    const later = '2026-06-04T10:00:00.000Z';
    const { keys } = givenLog(forService, forRobot, happened(apiKeyRevoked({ keyId: robot }), { at: later })).viewOf(apiKeys);
    expect(keys).toHaveLength(2);
    expect(keys).toEqual(expect.arrayContaining([
      { organization_id: someOrganization, key_id: service, bot_id: null, name: 'Nightly export', permissions: ['runs:read'], issued_at: at, expires_at: expiresAt, revoked_at: null },
      { organization_id: someOrganization, key_id: robot, bot_id: botId, name: 'Robot', permissions: ['runs:report'], issued_at: at, expires_at: expiresAt, revoked_at: later },
    ]));
  });

  it('keeps a key whose name was erased', () => {
    expect(givenLog(forService).erasedViewOf(apiKeys).keys).toMatchObject([{ key_id: service, name: null }]);
  });
});
