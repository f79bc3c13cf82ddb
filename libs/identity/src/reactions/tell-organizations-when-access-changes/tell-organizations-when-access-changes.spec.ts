import {
  accountLocked,
  passwordChanged,
  passwordReset,
  sessionRevoked,
  sessionsRevoked,
  userLoggedIn,
} from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { now, proof } from '../../testing/examples';
import { tellOrganizationsWhenAccessChanges } from './tell-organizations-when-access-changes';

const [userId, sessionId, credentialId] = [someId('john'), someId('laptop'), someId('password')];

describe('tell organizations when access changes', () => {
  it.each([
    [
      sessionRevoked({ userId, sessionId, cause: 'displaced' }),
      { change: 'MemberSignedOut', sessionId, cause: 'displaced' },
    ],
    [
      sessionsRevoked({ userId, cause: 'password_reset', before: now }),
      { change: 'MemberSignedOut', sessionId: null, cause: 'password_reset' },
    ],
    [accountLocked({ userId, until: now }), { change: 'MemberLockedOut', until: now }],
    [
      passwordChanged({ userId, credentialId }),
      { change: 'MemberCredentialChanged', kind: 'password', cause: 'changed' },
    ],
    [
      passwordReset({ userId, credentialId, generation: 1 }),
      { change: 'MemberCredentialChanged', kind: 'password', cause: 'reset' },
    ],
  ])('makes one job for each event, however many organizations there are: $type', (event, change) => {
    const log = someLog(event);
    const [{ id, meta }] = log as [(typeof log)[number]];
    const { actor, at, correlationId: correlation } = meta;
    expect(jobsOf(tellOrganizationsWhenAccessChanges, log)).toEqual([
      {
        queue: 'identity.tell-organizations',
        key: id,
        payload: { ...change, userId, at, actor, position: '0', causedBy: id, correlation },
      },
    ]);
  });

  it('stays quiet about sessions that begin: they act in an organization, or do not', () => {
    const log = someLog(userLoggedIn({ userId, sessionId, decidedOn: 0, at: now, ...proof }));
    expect(jobsOf(tellOrganizationsWhenAccessChanges, log)).toEqual([]);
  });
});
