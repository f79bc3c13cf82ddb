import { emailVerified, profileUpdated, userRegistered } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { email, now, registered, userId, verified } from '../../testing/examples';
import { registerInvited } from './register-invited';

const command = { userId, email, alias: 'John' };
const joined = [
  emailVerified({ userId, by: 'invitation', credentialId: 'id-of-credential' }),
  profileUpdated({ userId }, { alias: 'John' }),
];

describe('register somebody who was invited (A8)', () => {
  it('makes a verified account without an organization of its own', () => {
    given(account)
      .when(registerInvited, command)
      .then(userRegistered({ userId, via: 'invitation', expiresAt: plus(now, { hours: 24 }) }, { email }), ...joined);
  });

  it('verifies who had signed up and never opened the mail', () => {
    given(account, registered)
      .when(registerInvited, command)
      .then(...joined);
  });

  it('says no to who has an account: they sign in', () => {
    given(account, registered, verified).when(registerInvited, command).thenRefused('SIGN_IN_REQUIRED');
  });
});
