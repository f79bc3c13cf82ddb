import { sessionRevoked } from '@annals/contracts';
import { given } from '@annals/kernel';
import { account } from '../../account/account';
import { laptop, onLaptop, onPhone, phone, registered, userId, verified } from '../../testing/examples';
import { signOut } from './sign-out';

describe('sign out', () => {
  it('ends this session and no other', () => {
    given(account, registered, verified, onPhone, onLaptop)
      .when(signOut, { userId, sessionId: phone })
      .then(sessionRevoked({ userId, sessionId: phone, cause: 'signed_out' }));
  });

  it('stays quiet when it has ended, or never was', () => {
    const ended = sessionRevoked({ userId, sessionId: phone, cause: 'displaced' });
    given(account, registered, verified, onPhone, ended).when(signOut, { userId, sessionId: phone }).thenNothing();
    given(account, registered, verified, onPhone).when(signOut, { userId, sessionId: laptop }).thenNothing();
  });
});
