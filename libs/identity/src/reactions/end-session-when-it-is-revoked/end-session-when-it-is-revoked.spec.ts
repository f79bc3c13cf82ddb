import { sessionRevoked, sessionsRevoked, userLoggedIn } from '@annals/contracts';
import { jobsOf, someId, someLog } from '@annals/views';
import { now, proof } from '../../testing/examples';
import { endSessionWhenItIsRevoked } from './end-session-when-it-is-revoked';

const [userId, sessionId] = [someId('john'), someId('laptop')];

describe('end a session when it is revoked', () => {
  it('makes one job for each event, however many sessions it ends', () => {
    const log = someLog(
      sessionRevoked({ userId, sessionId, cause: 'signed_out' }),
      sessionsRevoked({ userId, cause: 'password_reset', before: now }),
    );
    expect(jobsOf(endSessionWhenItIsRevoked, log)).toEqual([
      {
        queue: 'identity.end-session',
        key: log[0]?.id,
        payload: { type: 'SessionRevoked', revision: 0, userId, sessionId, cause: 'signed_out' },
      },
      {
        queue: 'identity.end-session',
        key: log[1]?.id,
        payload: { type: 'SessionsRevoked', revision: 0, userId, cause: 'password_reset', before: now, except: null },
      },
    ]);
  });

  it('stays quiet about sessions that begin', () => {
    expect(
      jobsOf(endSessionWhenItIsRevoked, someLog(userLoggedIn({ userId, sessionId, decidedOn: 0, at: now, ...proof }))),
    ).toEqual([]);
  });
});
