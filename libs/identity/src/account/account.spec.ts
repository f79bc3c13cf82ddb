import {
  accountEvents,
  begunOrganizationPurged,
  organizationBegun,
  passwordResetRequested,
  sessionsRevoked,
  type AccountEvent,
} from '@annals/contracts';
import { fold, plus } from '@annals/kernel';
import { now, organizationId, registered, userId, verified } from '../testing/examples';
import { account } from './account';
import { isCurrent, requireUsableVerification } from './links';

describe('what an account remembers', () => {
  it('when all sessions were last ended, and on which revision', () => {
    const all = sessionsRevoked({ userId, cause: 'password_reset', before: now });
    expect(fold(account, [registered, verified]).sessionsEnded.revision).toBe(-1);
    expect(fold(account, [registered, verified, all]).sessionsEnded).toEqual({ revision: 2, before: now });
  });

  it('A2, D16: how many organizations it ever began, so that the number of one that is gone is not given again', () => {
    const begun = organizationBegun({ userId, organizationId }, {});
    const { begun: left, everBegun } = fold(account, [
      registered,
      begun,
      begunOrganizationPurged({ userId, organizationId }),
    ]);
    expect([left.size, everBegun]).toEqual([0, 1]);
  });

  describe('B3: no link outlives the password that held when it was asked for', () => {
    /** A registration may come with a password, too: there is no link before it. */
    const sets = Object.values(accountEvents).filter(
      ({ type, data }) => 'credentialId' in data.shape && type !== 'UserRegistered',
    );
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
