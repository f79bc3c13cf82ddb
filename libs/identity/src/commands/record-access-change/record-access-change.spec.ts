import { memberCredentialChanged, memberLockedOut, memberSignedIn, memberSignedOut } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { someId, someOrganization } from '@annals/views';
import { access } from '../../access/access';
import { now, proof } from '../../testing/examples';
import { recordAccessChange, type AccessChange } from './record-access-change';

const [personId, sessionId] = [someId('mia here'), someId('laptop')];
const signedIn = memberSignedIn({ personId, sessionId, ...proof }, { ip: '192.0.2.1', userAgent: 'Browser' });
const ended = { change: 'MemberSignedOut', at: now, sessionId, cause: 'signed_out' } as const;
const of = (change: AccessChange) => ({ organizationId: someOrganization, personId, ...change });

describe('record a change of access', () => {
  it('tells of a lock, a credential, and the end of all sessions', () => {
    const until = plus(now, { minutes: 15 });
    given(access)
      .when(recordAccessChange, of({ change: 'MemberLockedOut', at: now, until }))
      .then(memberLockedOut({ personId, at: now, until }));
    given(access)
      .when(recordAccessChange, of({ change: 'MemberCredentialChanged', at: now, kind: 'password', cause: 'reset' }))
      .then(memberCredentialChanged({ personId, at: now, kind: 'password', cause: 'reset' }));
    given(access)
      .when(recordAccessChange, of({ ...ended, sessionId: null, cause: 'password_reset' }))
      .then(memberSignedOut({ personId, at: now, cause: 'password_reset' }));
  });

  it('tells that a session ended which acted here', () =>
    given(access, signedIn)
      .when(recordAccessChange, of(ended))
      .then(memberSignedOut({ personId, at: now, sessionId, cause: 'signed_out' })));

  it('stays quiet about sessions that never acted here, or ended before', () => {
    given(access).when(recordAccessChange, of(ended)).thenNothing();
    given(access, signedIn, memberSignedOut({ personId, at: now, sessionId, cause: 'displaced' }))
      .when(recordAccessChange, of(ended))
      .thenNothing();
  });
});
