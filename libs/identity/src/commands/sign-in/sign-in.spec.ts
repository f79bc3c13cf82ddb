import { accountLocked, passwordChanged, passwordReset } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, password, registered, userId, verified } from '../../testing/examples';
import { signIn } from './sign-in';

const command = { credentialId: password };
const newer = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c00ff';
const locked = accountLocked({ userId, until: plus(now, { minutes: 1 }) });

describe('sign in', () => {
  it('lets in whoever proved the password that holds; the session begins elsewhere', () => {
    given(account, registered, verified).when(signIn, command).thenNothing();
  });

  it('says no to an unverified account, to a password that another one replaced, and while locked', () => {
    given(account, registered).when(signIn, command).thenRefused('SIGN_IN_FAILED');
    given(account, registered, verified, passwordChanged({ userId, credentialId: newer }))
      .when(signIn, command)
      .thenRefused('SIGN_IN_FAILED');
    given(account, registered, verified, locked).when(signIn, command).thenRefused('ACCOUNT_LOCKED');
  });

  it('goes on when the lock is over, or a reset has lifted it', () => {
    given(account, registered, verified, locked)
      .when(signIn, command, { now: plus(now, { minutes: 1 }) })
      .thenNothing();
    given(account, registered, verified, locked, passwordReset({ userId, generation: 1, credentialId: newer }))
      .when(signIn, { credentialId: newer })
      .thenNothing();
  });
});
