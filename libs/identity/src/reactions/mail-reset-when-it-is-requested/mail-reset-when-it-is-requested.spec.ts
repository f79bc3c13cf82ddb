import { passwordReset, passwordResetRequested } from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { mailResetWhenItIsRequested } from './mail-reset-when-it-is-requested';

const userId = someId('john');
const at = '2026-06-03T10:00:00.000Z';

describe('mail a reset when it is requested', () => {
  it('mails each generation once', () => {
    const asked = (generation: number) => passwordResetRequested({ userId, generation, at, expiresAt: at });
    expect(jobsOf(mailResetWhenItIsRequested, someLog(asked(1), asked(2)))).toMatchObject([
      { queue: 'identity.mail-reset', key: `${userId}:1`, payload: { userId, generation: 1 } },
      { key: `${userId}:2`, payload: { userId, generation: 2 } },
    ]);
  });

  it('stays quiet about a reset that happened', () => {
    expect(
      jobsOf(mailResetWhenItIsRequested, someLog(passwordReset({ userId, generation: 1, credentialId: someId('c') }))),
    ).toEqual([]);
  });
});
