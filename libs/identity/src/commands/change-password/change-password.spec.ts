import { accountLocked, passwordChanged, sessionRevoked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { laptop, now, onLaptop, onPhone, password, phone, registered, userId, verified } from '../../testing/examples';
import { changePassword } from './change-password';

const known = [registered, verified, onPhone, onLaptop];
const command = { userId, credentialId: password, sessionId: laptop, expired: [] };
const changed = passwordChanged({ userId, credentialId: 'id-of-credential' });

describe('change a password', () => {
  it('replaces the password and ends the other sessions', () => {
    given(account, ...known).when(changePassword, command).then(changed, sessionRevoked({ userId, sessionId: phone, cause: 'password_changed' }));
  });

  it('says no when the password that was checked is no longer the one that holds', () => {
    given(account, ...known, changed).when(changePassword, command).thenRefused('SIGN_IN_FAILED');
  });

  it('says no while the account is locked: a stolen session is no place to guess', () => {
    given(account, ...known, accountLocked({ userId, until: plus(now, { minutes: 1 }) })).when(changePassword, command).thenRefused('ACCOUNT_LOCKED');
  });

  it('stays quiet about sessions that had expired', () => {
    given(account, ...known).when(changePassword, { ...command, expired: [phone] }).then(changed);
  });
});
