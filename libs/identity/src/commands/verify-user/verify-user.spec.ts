import { emailVerified, organizationBegun, profileUpdated, registrationRepeated } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, organizationId, registered, userId, verified } from '../../testing/examples';
import { verifyUser } from './verify-user';

const command = { userId, organizationId, generation: 1, alias: 'John' };
const again = registrationRepeated({ userId, generation: 2, at: now, expiresAt: plus(now, { hours: 24 }) });

describe('verify a user (D18, D19, A8)', () => {
  it('verifies, names, and begins the organization, in one append', () => {
    given(account, registered)
      .when(verifyUser, command)
      .then(
        emailVerified({ userId, by: 'link', credentialId: 'id-of-credential' }),
        profileUpdated({ userId }, { alias: 'John' }),
        organizationBegun({ userId, organizationId }, {}),
      );
  });

  it('X2: begins none where none comes with a sign-up', () => {
    given(account, registered)
      .when(verifyUser, { ...command, organizationId: undefined })
      .then(
        emailVerified({ userId, by: 'link', credentialId: 'id-of-credential' }),
        profileUpdated({ userId }, { alias: 'John' }),
      );
  });

  it('says no after 24 hours, to an older link than the newest, to one that was never sent, and to an unknown account', () => {
    given(account, registered)
      .when(verifyUser, command, { now: plus(now, { hours: 23 }) })
      .thenRefused('VERIFICATION_EXPIRED');
    given(account, registered, again).when(verifyUser, command).thenRefused('VERIFICATION_EXPIRED');
    given(account, registered)
      .when(verifyUser, { ...command, generation: 2 })
      .thenRefused('VERIFICATION_EXPIRED');
    given(account).when(verifyUser, command).thenRefused('VERIFICATION_EXPIRED');
  });

  it('works once', () => {
    given(account, registered, verified).when(verifyUser, command).thenRefused('VERIFICATION_USED');
    given(account, registered, again)
      .when(verifyUser, { ...command, generation: 2 })
      .then(
        emailVerified({ userId, by: 'link', credentialId: 'id-of-credential' }),
        profileUpdated({ userId }, { alias: 'John' }),
        organizationBegun({ userId, organizationId }, {}),
      );
  });
});
