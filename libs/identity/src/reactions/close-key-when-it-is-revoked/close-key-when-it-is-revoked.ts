import { reaction } from '@annals/views';

export const CLOSE_KEY = 'identity.close-key';

/** What the log revoked opens nothing any more, even if the process that revoked it died before it told the vault. */
export const closeKeyWhenItIsRevoked = reaction({
  name: 'close-key-when-it-is-revoked',
  on: { ApiKeyRevoked: ({ data: { keyId } }) => [{ queue: CLOSE_KEY, key: keyId, payload: { keyId } }] },
});
