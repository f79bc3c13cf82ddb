import { registrationRepeated, userRegistered } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { email, now, registered, userId, verified } from '../../testing/examples';
import { signUp } from './sign-up';

const command = { userId, email };
const repeated = (generation: number, at: string) =>
  registrationRepeated({ userId, generation, at, expiresAt: plus(at, { hours: 24 }) });

describe('sign up (D18)', () => {
  it('registers an unknown address; the link works for 24 hours', () => {
    given(account)
      .when(signUp, command)
      .then(userRegistered({ userId, via: 'sign_up', expiresAt: plus(now, { hours: 24 }) }, { email }));
  });

  it('says yes again to a known address, with the next generation of the link', () => {
    given(account, registered).when(signUp, command).then(repeated(2, now));
    given(account, registered, repeated(2, plus(now, { minutes: -2 })))
      .when(signUp, command)
      .then(repeated(3, now));
    given(account, registered, verified).when(signUp, command).then(repeated(2, now));
  });

  it('answers somebody who has just verified as well: their first mail has done its work', () => {
    const justNow = userRegistered({ userId, via: 'sign_up', expiresAt: plus(now, { hours: 24 }) }, { email });
    given(account, justNow, verified).when(signUp, command).then(repeated(2, now));
  });

  it('stays quiet when the last mail was asked for less than 60 s ago', () => {
    given(account, registered, repeated(2, plus(now, { seconds: -59 })))
      .when(signUp, command)
      .thenNothing();
    given(account, userRegistered({ userId, via: 'sign_up', expiresAt: plus(now, { hours: 24 }) }, { email }))
      .when(signUp, command)
      .thenNothing();
    given(account, registered, repeated(2, plus(now, { seconds: -60 })))
      .when(signUp, command)
      .then(repeated(3, now));
  });
});
