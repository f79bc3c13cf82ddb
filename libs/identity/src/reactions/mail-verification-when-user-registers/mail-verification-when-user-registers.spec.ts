import { registrationRepeated, userRegistered, type AnyEvent } from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { mailVerificationWhenUserRegisters } from './mail-verification-when-user-registers';

const userId = someId('john');
const at = '2026-06-03T10:00:00.000Z';
const registered = (via: 'sign_up' | 'invitation') =>
  userRegistered({ userId, via, expiresAt: at }, { email: 'john@acme.com' });
const jobs = (event: AnyEvent) => jobsOf(mailVerificationWhenUserRegisters, someLog(event));

describe('mail a verification when a user registers', () => {
  it('mails who signs up, with ids only', () => {
    expect(jobs(registered('sign_up'))).toEqual([
      {
        queue: 'identity.mail-verification',
        key: `${userId}:1`,
        payload: { userId, generation: 1, causedBy: someId('event 0'), correlation: someId('command 0') },
      },
    ]);
  });

  it('mails again when asked again, as a job of its own', () => {
    expect(jobs(registrationRepeated({ userId, generation: 4, at, expiresAt: at }))).toMatchObject([
      { key: `${userId}:4`, payload: { generation: 4 } },
    ]);
  });

  it('stays quiet when somebody came by an invitation', () => {
    expect(jobs(registered('invitation'))).toEqual([]);
  });
});
