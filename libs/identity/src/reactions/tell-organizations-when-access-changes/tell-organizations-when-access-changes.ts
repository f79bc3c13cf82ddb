import { reaction, type Job, type ViewEvent } from '@annals/views';
import type { AccessChange } from '../../commands/record-access-change/record-access-change';

export const TELL_ORGANIZATIONS = 'identity.tell-organizations';

type Told = ViewEvent<'SessionRevoked' | 'SessionsRevoked' | 'AccountLocked' | 'PasswordChanged' | 'PasswordReset'>;

/**
 * What happens to a person's sign-in is of concern to each organization that they belong to: its auditors read it there,
 * and learn nothing of the others.
 */
export const tellOrganizationsWhenAccessChanges = reaction({
  name: 'tell-organizations-when-access-changes',
  on: {
    SessionRevoked: (e) => [
      jobFor(e, { change: 'MemberSignedOut', at: e.at, sessionId: e.data.sessionId, cause: e.data.cause }),
    ],
    SessionsRevoked: (e) => [jobFor(e, { change: 'MemberSignedOut', at: e.at, sessionId: null, cause: e.data.cause })],
    AccountLocked: (e) => [jobFor(e, { change: 'MemberLockedOut', at: e.at, until: e.data.until })],
    PasswordChanged: (e) => [
      jobFor(e, { change: 'MemberCredentialChanged', at: e.at, kind: 'password', cause: 'changed' }),
    ],
    PasswordReset: (e) => [
      jobFor(e, { change: 'MemberCredentialChanged', at: e.at, kind: 'password', cause: 'reset' }),
    ],
  },
});

function jobFor({ id, data, meta, position }: Told, change: AccessChange): Job {
  return {
    queue: TELL_ORGANIZATIONS,
    key: id,
    payload: {
      ...change,
      userId: data.userId,
      actor: meta.actor,
      position: String(position.commit),
      causedBy: id,
      correlation: meta.correlationId,
    },
  };
}
