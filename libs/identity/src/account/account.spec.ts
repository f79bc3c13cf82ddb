import {
  accountEvents,
  passwordResetRequested,
  sessionsRevoked,
  userLoggedIn,
  type AccountEvent,
} from '@annals/contracts';
import { fold, justAfter, plus } from '@annals/kernel';
import { now, organizationId, registered, userId, verified } from '../testing/examples';
import { account } from './account';
import { isCurrent, requireUsableVerification } from './links';
import { MOST_SESSIONS } from './open-sessions';

const session = (n: number): string => `0b5f3a52-3c0e-4d6a-9a51-${String(n).padStart(12, '0')}`;
const signedIn = (n: number, at = now): AccountEvent => userLoggedIn({ userId, sessionId: session(n), at });

describe('what an account remembers', () => {
  it('A5: of any number of sign-ins, the newest sessions', () => {
    const { begun } = fold(account, [
      registered,
      verified,
      ...Array.from({ length: 5_000 }, (_, n) => signedIn(n)),
    ]).sessions;
    expect([...begun.keys()]).toEqual(
      Array.from({ length: MOST_SESSIONS }, (_, n) => session(5_000 - MOST_SESSIONS + n)),
    );
  });

  it('A5: no session that is 90 days old, nor one that ended with all others', () => {
    const { begun } = fold(account, [
      registered,
      verified,
      signedIn(1),
      signedIn(2, plus(now, { days: 1 })),
      signedIn(3, plus(now, { days: 90 })),
    ]).sessions;
    expect([...begun.keys()]).toEqual([session(2), session(3)]);
    const all = sessionsRevoked({ userId, cause: 'password_reset', before: justAfter(now) });
    expect([
      ...fold(account, [registered, verified, signedIn(1), all, signedIn(2, justAfter(now))]).sessions.begun.keys(),
    ]).toEqual([session(2)]);
  });

  describe('B3: no link outlives the password that held when it was asked for', () => {
    const sets = Object.values(accountEvents).filter(({ data }) => 'credentialId' in data.shape);
    const facts = { userId, credentialId: organizationId, generation: 1, by: 'link' };

    it('is asked of every event that sets a password', () =>
      expect(sets.map(({ type }) => type)).toEqual(['EmailVerified', 'PasswordChanged', 'PasswordReset']));

    it.each(sets)('$type', ({ type, data }) => {
      const changed = { type, data: data.parse(facts) } as AccountEvent;
      const asked = passwordResetRequested({ userId, generation: 3, at: now, expiresAt: plus(now, { hours: 1 }) });
      const before = fold(account, [registered, verified, asked]);
      expect([before.reset.used, isCurrent(before.reset, 3, now)]).toEqual([false, true]);
      const after = fold(account, [registered, verified, asked, changed]);
      expect(after.reset.used).toBe(true);
      expect(() => requireUsableVerification(after, 1, now)).toThrow('VERIFICATION_USED');
    });
  });
});
