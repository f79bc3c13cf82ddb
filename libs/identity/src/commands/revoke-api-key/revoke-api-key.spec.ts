import { apiKeyIssued, apiKeyRevoked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { keys } from '../../keys/keys';
import { now, organizationId } from '../../testing/examples';
import { revokeApiKey } from './revoke-api-key';

const keyId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00e1';
const botId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00b0';
const expiresAt = plus(now, { days: 30 });
const ofBot = apiKeyIssued({ keyId, botId, permissions: ['runs:report'], expiresAt }, { name: 'Robot' });
const ofService = apiKeyIssued({ keyId, permissions: ['runs:read'], expiresAt }, { name: 'Service' });

describe('revoke an API key', () => {
  it("revokes the organization's key, and a bot's from either path", () => {
    given(keys, ofService).when(revokeApiKey, { organizationId, keyId }).then(apiKeyRevoked({ keyId }));
    given(keys, ofBot).when(revokeApiKey, { organizationId, keyId }).then(apiKeyRevoked({ keyId }));
    given(keys, ofBot).when(revokeApiKey, { organizationId, keyId, botId }).then(apiKeyRevoked({ keyId }));
  });

  it('says no to a key that is not there, also when it is another bot\'s', () => {
    given(keys).when(revokeApiKey, { organizationId, keyId }).thenRefused('API_KEY_NOT_FOUND');
    given(keys, ofService).when(revokeApiKey, { organizationId, keyId, botId }).thenRefused('API_KEY_NOT_FOUND');
    given(keys, ofBot).when(revokeApiKey, { organizationId, keyId, botId: organizationId }).thenRefused('API_KEY_NOT_FOUND');
  });

  it('says that it was revoked already', () => {
    given(keys, ofService, apiKeyRevoked({ keyId })).when(revokeApiKey, { organizationId, keyId }).thenRefused('API_KEY_REVOKED');
  });
});
