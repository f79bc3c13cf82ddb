import { accountLocked, passwordChanged, passwordReset, sessionRevoked, userLoggedIn } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, password, registered, userId, verified } from '../../testing/examples';
import { signIn } from './sign-in';

const command = { userId, credentialId: password };
const newer = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00ff';
const locked = accountLocked({ userId, until: plus(now, { minutes: 1 }) });

describe('sign in', () => {
  it('begins a session', () => {
    given(account, registered, verified)
      .when(signIn, command)
      .then(userLoggedIn({ userId, sessionId: 'id-of-session', at: now }));
  });

  it('A5: ends the oldest of 50 sessions, and no other, when one more begins', () => {
    const begun = Array.from({ length: 50 }, (_, n) => userLoggedIn({ userId, sessionId: `session-${n}`, at: now }));
    given(account, registered, verified, ...begun)
      .when(signIn, command)
      .then(
        sessionRevoked({ userId, sessionId: 'session-0', cause: 'displaced' }),
        userLoggedIn({ userId, sessionId: 'id-of-session', at: now }),
      );
    given(account, registered, verified, ...begun.slice(1))
      .when(signIn, command)
      .then(userLoggedIn({ userId, sessionId: 'id-of-session', at: now }));
  });

  it('says no to an unverified account, to a password that another one replaced, and while locked', () => {
    given(account, registered).when(signIn, command).thenRefused('SIGN_IN_FAILED');
    given(account, registered, verified, passwordChanged({ userId, credentialId: newer }))
      .when(signIn, command)
      .thenRefused('SIGN_IN_FAILED');
    given(account, registered, verified, locked).when(signIn, command).thenRefused('ACCOUNT_LOCKED');
  });

  it('goes on when the lock is over, or a reset has lifted it', () => {
    const session = userLoggedIn({ userId, sessionId: 'id-of-session', at: now });
    const later = plus(now, { minutes: 1 });
    given(account, registered, verified, locked)
      .when(signIn, command, { now: later })
      .then(userLoggedIn({ userId, sessionId: 'id-of-session', at: later }));
    given(account, registered, verified, locked, passwordReset({ userId, generation: 1, credentialId: newer }))
      .when(signIn, { userId, credentialId: newer })
      .then(session);
  });
});
