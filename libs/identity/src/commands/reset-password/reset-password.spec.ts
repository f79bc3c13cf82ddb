import { passwordReset, passwordResetRequested, sessionsRevoked } from '@annals/contracts';
import { given, justAfter, plus } from '@annals/kernel';
import { account } from '../../account/account';
import { now, registered, userId, verified } from '../../testing/examples';
import { resetPassword } from './reset-password';

const asked = (generation: number) =>
  passwordResetRequested({ userId, generation, at: now, expiresAt: plus(now, { hours: 1 }) });
const known = [registered, verified];
const command = { userId, generation: 1 };
const reset = passwordReset({ userId, generation: 1, credentialId: 'id-of-credential' });
const ended = sessionsRevoked({ userId, cause: 'password_reset', before: justAfter(now) });

describe('reset a password', () => {
  it('replaces the password and ends every session in one event', () => {
    given(account, ...known, asked(1))
      .when(resetPassword, command)
      .then(reset, ended);
  });

  it('says no after an hour, to an older link than the newest, to a used one, to one that was never sent, and to an unverified account', () => {
    given(account, ...known, asked(1))
      .when(resetPassword, command, { now: plus(now, { hours: 1 }) })
      .thenRefused('RESET_EXPIRED');
    given(account, ...known, asked(1), asked(2))
      .when(resetPassword, command)
      .thenRefused('RESET_EXPIRED');
    given(account, ...known, asked(1), reset)
      .when(resetPassword, command)
      .thenRefused('RESET_EXPIRED');
    given(account, ...known)
      .when(resetPassword, command)
      .thenRefused('RESET_EXPIRED');
    given(account, registered, asked(1)).when(resetPassword, command).thenRefused('RESET_EXPIRED');
  });
});
