import { passwordResetRequested, registrationRepeated } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { requestPasswordReset } from './request-password-reset';

const asked = (generation: number, at: string) =>
  passwordResetRequested({ userId, generation, at, expiresAt: plus(at, { hours: 1 }) });

describe('request a password reset', () => {
  it('asks for a link that works for an hour', () => {
    given(account, registered, verified).when(requestPasswordReset, { userId }).then(asked(1, now));
    given(account, registered, verified, asked(1, plus(now, { minutes: -1 })))
      .when(requestPasswordReset, { userId })
      .then(asked(2, now));
  });

  it('sends who never chose a password the mail that lets them choose one', () => {
    given(account, registered)
      .when(requestPasswordReset, { userId })
      .then(registrationRepeated({ userId, generation: 2, at: now, expiresAt: plus(now, { hours: 24 }) }));
  });

  it('stays quiet for an unknown account, and when the last mail was asked for less than 60 s ago', () => {
    given(account).when(requestPasswordReset, { userId }).thenNothing();
    given(account, registered, verified, asked(1, plus(now, { seconds: -59 })))
      .when(requestPasswordReset, { userId })
      .thenNothing();
  });
});
