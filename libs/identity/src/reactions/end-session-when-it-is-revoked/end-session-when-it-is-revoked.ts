import { reaction } from '@annals/views';

export const END_SESSION = 'identity.end-session';

/**
 * What the log revoked opens nothing any more, even if the process that revoked it died before it told the vault. The
 * job carries what the event says.
 */
export const endSessionWhenItIsRevoked = reaction({
  name: 'end-session-when-it-is-revoked',
  on: {
    SessionRevoked: ({ id, type, revision, data }) => [
      { queue: END_SESSION, key: id, payload: { type, revision, ...data } },
    ],
    SessionsRevoked: ({ id, type, revision, data: { except = null, ...all } }) => [
      { queue: END_SESSION, key: id, payload: { type, revision, ...all, except } },
    ],
  },
});
