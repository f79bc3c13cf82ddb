import { reaction } from '@annals/views';

export const END_SESSION = 'identity.end-session';

/** What the log revoked opens nothing any more, even if the process that revoked it died before it told the vault. */
export const endSessionWhenItIsRevoked = reaction({
  name: 'end-session-when-it-is-revoked',
  on: { SessionRevoked: ({ data: { sessionId } }) => [{ queue: END_SESSION, key: sessionId, payload: { sessionId } }] },
});
