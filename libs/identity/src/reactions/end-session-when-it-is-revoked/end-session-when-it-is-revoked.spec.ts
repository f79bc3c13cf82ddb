import { sessionRevoked, userLoggedIn } from '@annals/contracts';
import { someId, someLog } from '@annals/views';
import { jobsOf } from '../../testing/jobs-of';
import { endSessionWhenItIsRevoked } from './end-session-when-it-is-revoked';

const [userId, sessionId] = [someId('john'), someId('laptop')];

describe('end a session when it is revoked', () => {
  it('makes a job for each session', () => {
    expect(jobsOf(endSessionWhenItIsRevoked, someLog(sessionRevoked({ userId, sessionId, cause: 'password_reset' }))))
      .toEqual([{ queue: 'identity.end-session', key: sessionId, payload: { sessionId } }]);
  });

  it('stays quiet about sessions that begin', () => {
    expect(jobsOf(endSessionWhenItIsRevoked, someLog(userLoggedIn({ userId, sessionId })))).toEqual([]);
  });
});
