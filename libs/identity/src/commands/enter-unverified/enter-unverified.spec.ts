import { organizationBegun, profileUpdated, userRegistered } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { email, now, organizationId, userId } from '../../testing/examples';
import { enterUnverified } from './enter-unverified';

const policy = { emailVerification: 'lazy' } as const;
const command = { userId, email, alias: 'John', organizationId: undefined, policy };
const registered = userRegistered(
  { userId, via: 'sign_up', expiresAt: plus(now, { hours: 24 }), credentialId: 'id-of-credential' },
  { email },
);
const named = profileUpdated({ userId }, { alias: 'John' });

describe('enter before the address is verified (X13)', () => {
  it('registers with the password, under the name; the link works for 24 hours', () =>
    given(account).when(enterUnverified, command).then(registered, named));

  it('A8: begins the organization that comes with it', () =>
    given(account)
      .when(enterUnverified, { ...command, organizationId })
      .then(registered, named, organizationBegun({ userId, organizationId }, {})));

  it('D18: says no where an address is verified before anything else', () =>
    given(account)
      .when(enterUnverified, { ...command, policy: { emailVerification: 'before_sign_in' } })
      .thenRefused('EMAIL_NOT_VERIFIED'));
});
