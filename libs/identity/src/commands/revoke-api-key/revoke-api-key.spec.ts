import { apiKeyIssued, apiKeyRevoked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { keys } from '../../keys/keys';
import { issuer, now, organizationId } from '../../testing/examples';
import { revokeApiKey } from './revoke-api-key';

const keyId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00e1';
const botId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00b0';
const expiresAt = plus(now, { days: 30 });
const ofBot = apiKeyIssued(
  { keyId, holder: { kind: 'bot', id: botId }, issuedBy: issuer.personId, permissions: ['runs:report'], expiresAt },
  { name: 'Robot' },
);
const ofPerson = apiKeyIssued(
  {
    keyId,
    holder: { kind: 'person', id: issuer.personId, membership: 1 },
    issuedBy: issuer.personId,
    permissions: ['runs:read'],
    expiresAt,
  },
  { name: 'Export' },
);

describe('revoke an API key', () => {
  it("revokes a person's key, and a bot's from either path", () => {
    given(keys, ofPerson)
      .when(revokeApiKey, { organizationId, keyId })
      .then(apiKeyRevoked({ keyId, cause: 'revoked' }));
    given(keys, ofBot)
      .when(revokeApiKey, { organizationId, keyId })
      .then(apiKeyRevoked({ keyId, cause: 'revoked' }));
    given(keys, ofBot)
      .when(revokeApiKey, { organizationId, keyId, botId })
      .then(apiKeyRevoked({ keyId, cause: 'revoked' }));
  });

  it('says what ended it when nobody asked for it', () => {
    given(keys, ofPerson)
      .when(revokeApiKey, { organizationId, keyId, cause: 'membership_ended' })
      .then(apiKeyRevoked({ keyId, cause: 'membership_ended' }));
  });

  it("says no to a key that is not there, also when it is another bot's", () => {
    given(keys).when(revokeApiKey, { organizationId, keyId }).thenRefused('API_KEY_NOT_FOUND');
    given(keys, ofPerson).when(revokeApiKey, { organizationId, keyId, botId }).thenRefused('API_KEY_NOT_FOUND');
    given(keys, ofBot)
      .when(revokeApiKey, { organizationId, keyId, botId: organizationId })
      .thenRefused('API_KEY_NOT_FOUND');
  });

  it('says that it was revoked already', () => {
    given(keys, ofPerson, apiKeyRevoked({ keyId, cause: 'revoked' }))
      .when(revokeApiKey, { organizationId, keyId })
      .thenRefused('API_KEY_REVOKED');
  });
});
