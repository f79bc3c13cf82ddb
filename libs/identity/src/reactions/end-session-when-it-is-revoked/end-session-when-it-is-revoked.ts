import { reaction } from '@annals/views';

export const END_SESSION = 'identity.end-session';

/**
 * What the log revoked opens nothing any more, even if the process that revoked it died before it told the vault. The
 * job carries what the event says.
 */
export const endSessionWhenItIsRevoked = reaction({
  name: 'end-session-when-it-is-revoked',
  on: {
    SessionRevoked: ({ id, type, data }) => [{ queue: END_SESSION, key: id, payload: { type, ...data } }],
    SessionsRevoked: ({ id, type, data: { except = null, ...all } }) => [
      { queue: END_SESSION, key: id, payload: { type, ...all, except } },
    ],
  },
});
