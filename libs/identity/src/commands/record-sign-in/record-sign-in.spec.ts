import { memberSignedIn, memberSignedOut } from '@annals/contracts';
import { fold, given } from '@annals/kernel';
import { someId } from '@annals/views';
import { access } from '../../access/access';
import { MOST_SESSIONS } from '../../sessions/sessions';
import { now, proof } from '../../testing/examples';
import { recordSignIn } from './record-sign-in';

const device = { ip: '192.0.2.1', userAgent: 'Browser' };
const [personId, sessionId] = [someId('mia here'), someId('laptop')];
const signedIn = { personId, sessionId, ...proof };
const event = memberSignedIn(signedIn, device);

describe('record a sign-in', () => {
  it('tells how, from where', () => given(access).when(recordSignIn, { signedIn, device }).then(event));

  it('stays quiet once it is recorded', () =>
    given(access, event).when(recordSignIn, { signedIn, device }).thenNothing());

  it('remembers as many sessions of a person as an account has, and none that ended', () => {
    const many = Array.from({ length: MOST_SESSIONS + 5 }, (_, n) =>
      memberSignedIn({ ...signedIn, sessionId: someId(`session ${n}`) }, device),
    );
    const { sessions } = fold(access, [
      event,
      ...many,
      memberSignedOut({ personId, at: now, sessionId: someId('session 9'), cause: 'signed_out' }),
    ]);
    const theirs = sessions.get(personId) ?? new Set();
    expect([theirs.size, theirs.has(sessionId), theirs.has(someId('session 8'))]).toEqual([
      MOST_SESSIONS - 1,
      false,
      true,
    ]);
    expect(theirs.has(someId('session 9'))).toBe(false);
  });
});
