import { sessionRevoked, userLoggedIn, type SessionsEvent } from '@annals/contracts';
import { fold, given, justAfter, plus } from '@annals/kernel';
import { now, onLaptop, onPhone, proof, userId } from '../testing/examples';
import { beginningOf, beginSession, MOST_SESSIONS, sessions } from './sessions';

const session = (n: number): string => `0b5f3a52-3c0e-4d6a-9a51-${String(n).padStart(12, '0')}`;
const began = (n: number, at = now, decidedOn = 1): SessionsEvent =>
  userLoggedIn({ userId, sessionId: session(n), decidedOn, at, ...proof });
const many = (count: number, decidedOn = 1) => Array.from({ length: count }, (_, n) => began(n, now, decidedOn));
const never = { revision: -1, before: '1970-01-01T00:00:00.000Z' };
const command = { userId, sessionId: 'new', decidedOn: 7, proof, ended: never };
const begins = userLoggedIn({ userId, sessionId: 'new', decidedOn: 7, at: now, ...proof });

describe('a session begins', () => {
  it('on the revision of the account that said yes, beside others', () =>
    given(sessions, onPhone, onLaptop).when(beginSession, command).then(begins));

  it('after what ended all others in the same millisecond, or by a clock that was ahead', () =>
    given(sessions)
      .when(beginSession, { ...command, ended: { revision: 7, before: justAfter(now) } })
      .then(userLoggedIn({ userId, sessionId: 'new', decidedOn: 7, at: justAfter(now), ...proof })));

  it('A5: ends the oldest of 50, and no other', () => {
    const oldest = sessionRevoked({ userId, sessionId: session(0), cause: 'displaced' });
    given(sessions, ...many(50))
      .when(beginSession, command)
      .then(oldest, begins);
    given(sessions, ...many(49))
      .when(beginSession, command)
      .then(begins);
  });

  it('A5: and none where those had all ended at once', () =>
    given(sessions, ...many(50))
      .when(beginSession, { ...command, ended: { revision: 5, before: now } })
      .then(begins));
});

describe('what is remembered of sessions', () => {
  it('A5: of any number, the newest', () => {
    const { begun } = fold(sessions, many(5_000));
    expect([...begun.keys()]).toEqual(
      Array.from({ length: MOST_SESSIONS }, (_, n) => session(5_000 - MOST_SESSIONS + n)),
    );
  });

  it('A5: of those that were ended, how the newest began', () => {
    const end = (n: number) => sessionRevoked({ userId, sessionId: session(n), cause: 'signed_out' });
    const all = Array.from({ length: 5_000 }, (_, n) => [began(n), end(n)]).flat();
    const state = fold(sessions, all);
    expect(state.begun.size).toBe(0);
    expect(state.ended.size).toBe(MOST_SESSIONS);
    expect(beginningOf(state, session(4_999))).toMatchObject({ method: 'password' });
    expect(beginningOf(state, session(4_949))).toBeUndefined();
  });

  it('A5: none that is 90 days old, and none that was ended', () => {
    const { begun } = fold(sessions, [began(1), began(2, plus(now, { days: 1 })), began(3, plus(now, { days: 90 }))]);
    expect([...begun.keys()]).toEqual([session(2), session(3)]);
    const ended = sessionRevoked({ userId, sessionId: session(2), cause: 'signed_out' });
    expect([...fold(sessions, [began(1), began(2), ended]).begun.keys()]).toEqual([session(1)]);
  });
});
