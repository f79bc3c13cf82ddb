import { registrationRepeated } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { resendVerification } from './resend-verification';

const again = registrationRepeated({ userId, generation: 2, at: now, expiresAt: plus(now, { hours: 24 }) });

describe('ask for the verification once more (X13)', () => {
  it('sends the next link', () => given(account, registered).when(resendVerification, { userId }).then(again));

  it('says no to who is verified', () =>
    given(account, registered, verified).when(resendVerification, { userId }).thenRefused('VERIFICATION_USED'));

  it('stays quiet when the last mail was asked for less than 60 s ago', () =>
    given(account, registered, again).when(resendVerification, { userId }).thenNothing());
});
