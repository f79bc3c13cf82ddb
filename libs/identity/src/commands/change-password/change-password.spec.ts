import { accountLocked, passwordChanged, sessionsRevoked } from '@annals/contracts';
import { given, justAfter, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, password, registered, userId, verified } from '../../testing/examples';
import { changePassword } from './change-password';

const known = [registered, verified];
const command = { userId, credentialId: password };
const sessionId = 'id-of-session';
const changed = passwordChanged({ userId, credentialId: 'id-of-credential' });
const endedBefore = (before: string) =>
  sessionsRevoked({ userId, cause: 'password_changed', before, except: sessionId });

describe('change a password', () => {
  it('B7: replaces the password and ends all sessions in one event, also the one that does it: that goes on in a new one', () => {
    given(account, ...known)
      .when(changePassword, command)
      .then(changed, endedBefore(justAfter(now)));
  });

  it('again in the same millisecond, ends the session that the first one began', () => {
    const again = { userId, credentialId: 'id-of-credential' };
    given(account, ...known, changed, endedBefore(justAfter(now)))
      .when(changePassword, again)
      .then(changed, endedBefore(justAfter(justAfter(now))));
  });

  it('says no when the password that was checked is no longer the one that holds', () => {
    given(account, ...known, changed)
      .when(changePassword, command)
      .thenRefused('SIGN_IN_FAILED');
  });

  it('says no while the account is locked: a stolen session is no place to guess', () => {
    given(account, ...known, accountLocked({ userId, until: plus(now, { minutes: 1 }) }))
      .when(changePassword, command)
      .thenRefused('ACCOUNT_LOCKED');
  });
});
