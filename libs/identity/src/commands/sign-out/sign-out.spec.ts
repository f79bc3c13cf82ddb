import { sessionRevoked } from '@annals/contracts';
import { given } from '@annals/kernel';
import { sessions } from '../../sessions/sessions';
import { laptop, onLaptop, onPhone, phone, userId } from '../../testing/examples';
import { signOut } from './sign-out';

describe('sign out', () => {
  it('ends this session and no other', () => {
    given(sessions, onPhone, onLaptop)
      .when(signOut, { userId, sessionId: phone })
      .then(sessionRevoked({ userId, sessionId: phone, cause: 'signed_out' }));
  });

  it('stays quiet when it has ended, or never was', () => {
    const ended = sessionRevoked({ userId, sessionId: phone, cause: 'displaced' });
    given(sessions, onPhone, ended).when(signOut, { userId, sessionId: phone }).thenNothing();
    given(sessions, onPhone).when(signOut, { userId, sessionId: laptop }).thenNothing();
  });
});
