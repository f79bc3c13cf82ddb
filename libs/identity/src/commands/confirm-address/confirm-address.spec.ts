import { emailVerified, organizationBegun, userRegistered } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { email, now, organizationId, password, registered, userId } from '../../testing/examples';
import { confirmAddress } from './confirm-address';

const entered = userRegistered(
  { userId, via: 'sign_up', expiresAt: plus(now, { hours: 23 }), credentialId: password },
  { email },
);
const begun = organizationBegun({ userId, organizationId }, {});
const verified = emailVerified({ userId, by: 'link', credentialId: password });
const command = { userId, generation: 1, organizationId };

describe('confirm the address of who signed up with a password (X13)', () => {
  it('verifies it, and begins the organization that waited for it', () =>
    given(account, entered).when(confirmAddress, command).then(verified, begun));

  it('A8: begins none where it is there, or none comes with a sign-up', () => {
    given(account, entered, begun).when(confirmAddress, command).then(verified);
    given(account, entered)
      .when(confirmAddress, { ...command, organizationId: undefined })
      .then(verified);
  });

  it('D18: says no once it is done, after 24 hours, and to who has to choose a password first', () => {
    given(account, entered, verified).when(confirmAddress, command).thenRefused('VERIFICATION_USED');
    given(account, entered)
      .when(confirmAddress, command, { now: plus(now, { hours: 23 }) })
      .thenRefused('VERIFICATION_EXPIRED');
    given(account, registered).when(confirmAddress, command).thenRefused('VERIFICATION_EXPIRED');
  });
});
