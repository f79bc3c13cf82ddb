import type { Facts, Frozen } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ChangePasswordCommand } from '../commands/change-password/change-password.handler';
import { RequestPasswordResetCommand } from '../commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordCommand } from '../commands/reset-password/reset-password.handler';
import { SignInCommand } from '../commands/sign-in/sign-in.handler';
import { SignOutCommand } from '../commands/sign-out/sign-out.handler';
import { signOut } from '../commands/sign-out/sign-out';
import { contextOf, device, someAddress, startWorld, type World } from '../testing/a-world.service';
import { outcomeOf, PASSWORD, sessionsOf, stepsIn, streamOf, tokenIn } from '../testing/steps.service';
import { MOST_SESSIONS, sessions } from '../sessions/sessions';
import { account, type Account } from './account';
import { endAllSessions } from './end-of-sessions';

jest.setTimeout(120_000);

describe('who may enter an account, on a real vault and event store', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('entering', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());
  const { typesIn, lettersTo, signedUp, signIn, isOpen, verified } = stepsIn(() => world);

  describe('sessions', () => {
    it('signs in by any spelling of the address, each time with a session of its own', async () => {
      const { email, userId, sessionToken } = await verified();
      const other = await signIn(email.toUpperCase());
      expect(other.sessionToken).not.toBe(sessionToken);
      expect(await world.principals.authenticate({ sessionToken: other.sessionToken })).toMatchObject({
        kind: 'user',
        id: userId,
        actor: `user:${userId}`,
      });
    });

    it('says the same to a wrong password, an unknown address and an unverified account', async () => {
      const { email } = await verified();
      const unverified = await signedUp();
      const outcomes = [signIn(email, 'not the password'), signIn(someAddress()), signIn(unverified.email)].map(
        outcomeOf,
      );
      expect(await Promise.all(outcomes)).toEqual(['SIGN_IN_FAILED', 'SIGN_IN_FAILED', 'SIGN_IN_FAILED']);
    });

    it('ends one at sign-out; repeating the sign-in does not bring it back', async () => {
      const { email, userId, sessionToken } = await verified();
      const commandId = randomUUID();
      const other = await signIn(email, PASSWORD, commandId);
      const sessionId = (await world.principals.authenticate({ sessionToken: other.sessionToken }))?.session ?? '';
      await world.signOut.execute(new SignOutCommand({ userId, sessionId }, contextOf()));
      expect([await isOpen(other.sessionToken), await isOpen(sessionToken)]).toEqual([false, true]);
      expect(await outcomeOf(signIn(email, PASSWORD, commandId))).toBe('UNAUTHENTICATED');
      expect(await isOpen(other.sessionToken)).toBe(false);
    });

    it('ends those that the log revoked even when the api died before it told the vault', async () => {
      const { userId, sessionToken } = await verified();
      const sessionId = (await world.principals.authenticate({ sessionToken }))?.session ?? '';
      await world.store.decide({ stream: sessions, id: [userId] }, contextOf(), (state, facts) =>
        signOut(state, { userId, sessionId }, facts),
      );
      expect(await isOpen(sessionToken)).toBe(true);
      await world.work(sessionsOf(userId));
      expect(await isOpen(sessionToken)).toBe(false);
    });

    it('locks an address whatever revision of it the guesses ask for', async () => {
      const { email } = await verified();
      for (let n = 0; n < 5; n += 1) {
        const guess = new SignInCommand(
          { email, password: 'not the password', device },
          { ...contextOf(), expectedRevision: 999 },
        );
        expect(await outcomeOf(world.signIn.execute(guess))).toBe(n < 4 ? 'SIGN_IN_FAILED' : 'ACCOUNT_LOCKED');
      }
      expect(await outcomeOf(signIn(email))).toBe('ACCOUNT_LOCKED');
    });

    it('locks an address after 5 wrong passwords for 15 minutes, known or not, and says the same to both', async () => {
      const { email, userId } = await verified();
      const stranger = someAddress();
      for (const address of [email, stranger]) {
        const outcomes: string[] = [];
        for (let attempt = 0; attempt < 6; attempt += 1)
          outcomes.push(await outcomeOf(signIn(address, `guess ${attempt}`)));
        expect(outcomes).toEqual([...Array<string>(4).fill('SIGN_IN_FAILED'), 'ACCOUNT_LOCKED', 'ACCOUNT_LOCKED']);
        expect(await outcomeOf(signIn(address))).toBe('ACCOUNT_LOCKED');
      }
      world.wait({ minutes: 14 });
      for (const address of [email, stranger])
        expect(await outcomeOf(signIn(address, 'one more guess'))).toBe('ACCOUNT_LOCKED');
      world.wait({ minutes: 2 });
      expect(await outcomeOf(signIn(email))).toBe('done');
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'AccountLocked')).toHaveLength(1);
    });
  });

  describe('A5: many sessions', () => {
    it('an account has 50: one more ends the oldest, and a password change ends all in one event', async () => {
      const { email, userId, sessionToken } = await verified();
      const second = await signIn(email);
      for (let more = 2; more < MOST_SESSIONS; more += 1) await signIn(email);
      expect(await isOpen(sessionToken)).toBe(true);
      const { sessionToken: newest } = await signIn(email);
      expect([await isOpen(sessionToken), await isOpen(second.sessionToken), await isOpen(newest)]).toEqual([
        false,
        true,
        true,
      ]);
      expect(await world.vault.sessions.list(userId)).toHaveLength(MOST_SESSIONS);
      const { sessionToken: only } = await world.change.execute(
        new ChangePasswordCommand(
          { userId, device, current: PASSWORD, password: 'another fine password' },
          contextOf(),
        ),
      );
      expect((await typesIn(streamOf(userId))).slice(-2)).toEqual(['PasswordChanged', 'SessionsRevoked']);
      expect(await world.vault.sessions.list(userId)).toHaveLength(1);
      expect([await isOpen(newest), await isOpen(only)]).toEqual([false, true]);
    });

    it('ends all that the log ended even when the api died before it told the vault, whatever its clock said then, and none that began after', async () => {
      const { email, userId, sessionToken } = await verified();
      const resetting = (state: Frozen<Account>, { now }: Facts) => [
        endAllSessions(state.sessionsEnded, { userId, cause: 'password_reset', now }),
      ];
      await world.store.decide({ stream: account, id: [userId] }, contextOf(), resetting);
      world.wait({ hours: -2 });
      const { sessionToken: later } = await signIn(email);
      expect([await isOpen(sessionToken), await isOpen(later)]).toEqual([true, true]);
      await world.work(streamOf(userId));
      expect([await isOpen(sessionToken), await isOpen(later)]).toEqual([false, true]);
      world.wait({ hours: 2 });
    });
  });

  it('C1: asking again and again within a minute sends one mail, and keeps no later one back', async () => {
    const { email, userId } = await verified();
    const forgot = () => world.forgot.execute(new RequestPasswordResetCommand(email, contextOf()));
    const requests = async () =>
      (await typesIn(streamOf(userId))).filter((type) => type === 'PasswordResetRequested').length;
    for (let times = 0; times < 8; times += 1) await forgot();
    expect(await requests()).toBe(1);
    world.wait({ minutes: 2 });
    await forgot();
    expect(await requests()).toBe(2);
  });

  describe('C5, R18: a clock that was two hours ahead for a while', () => {
    it('holds back no mail, no link and no sign-in afterwards, and lets no link live longer', async () => {
      const { email, userId } = await verified();
      const forgot = () => world.forgot.execute(new RequestPasswordResetCommand(email, contextOf()));
      const requests = async () =>
        (await typesIn(streamOf(userId))).filter((type) => type === 'PasswordResetRequested').length;
      const newest = async () => {
        await world.work(streamOf(userId));
        return tokenIn(lettersTo(email).findLast(({ subject }) => /password/i.test(subject))?.text);
      };
      const reset = (token: string) =>
        outcomeOf(
          world.reset.execute(new ResetPasswordCommand({ token, password: 'another fine password' }, contextOf())),
        );
      world.wait({ hours: 2 });
      await forgot();
      const ahead = await newest();
      for (let attempt = 0; attempt < 5; attempt += 1) await outcomeOf(signIn(email, `guess ${attempt}`));
      expect(await outcomeOf(signIn(email))).toBe('ACCOUNT_LOCKED');
      world.wait({ hours: -2 });
      expect(await outcomeOf(signIn(email))).toBe('done');
      expect(await reset(ahead)).toBe('RESET_EXPIRED'); // it would live for three hours
      await forgot();
      expect(await requests()).toBe(2);
      await forgot(); // and the quiet minute is one of this clock again
      expect(await requests()).toBe(2);
      world.wait({ minutes: 2 });
      await forgot();
      expect(await requests()).toBe(3);
      expect(await reset(await newest())).toBe('done');
      for (let attempt = 0; attempt < 5; attempt += 1) await outcomeOf(signIn(email, `guess ${attempt}`));
      expect(await outcomeOf(signIn(email, 'another fine password'))).toBe('ACCOUNT_LOCKED');
      world.wait({ minutes: 16 });
      expect(await outcomeOf(signIn(email, 'another fine password'))).toBe('done');
    });

    it('one that was an hour behind gives no link a longer life', async () => {
      const { email, userId } = await verified();
      await world.forgot.execute(new RequestPasswordResetCommand(email, contextOf()));
      await world.work(streamOf(userId));
      const token = tokenIn(lettersTo(email).findLast(({ subject }) => /password/i.test(subject))?.text);
      world.wait({ hours: -1 });
      expect(
        await outcomeOf(
          world.reset.execute(new ResetPasswordCommand({ token, password: 'another fine password' }, contextOf())),
        ),
      ).toBe('RESET_EXPIRED');
      world.wait({ hours: 1 });
      expect(
        await outcomeOf(
          world.reset.execute(new ResetPasswordCommand({ token, password: 'another fine password' }, contextOf())),
        ),
      ).toBe('done');
    });
  });

  describe('passwords', () => {
    async function resetToken(email: string, userId: string): Promise<string> {
      await world.forgot.execute(new RequestPasswordResetCommand(email, contextOf()));
      await world.work(streamOf(userId));
      return tokenIn(lettersTo(email).findLast(({ subject }) => /password/i.test(subject))?.text);
    }
    const reset = (token: string, password: string) =>
      world.reset.execute(new ResetPasswordCommand({ token, password }, contextOf()));

    it('a reset works once, ends every session and lifts a lock', async () => {
      const { email, userId, sessionToken } = await verified();
      const other = await signIn(email);
      for (let attempt = 0; attempt < 5; attempt += 1) await outcomeOf(signIn(email, `guess ${attempt}`));
      const token = await resetToken(email, userId);
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) => outcomeOf(reset(token, `another fine password ${n}`))),
      );
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect([await isOpen(sessionToken), await isOpen(other.sessionToken)]).toEqual([false, false]);
      expect(await outcomeOf(signIn(email))).toBe('SIGN_IN_FAILED');
      expect(await outcomeOf(signIn(email, `another fine password ${outcomes.indexOf('done')}`))).toBe('done');
    });

    it('a reset expires after an hour, a second request within a minute sends nothing, and an unknown address does nothing', async () => {
      const { email, userId } = await verified();
      const token = await resetToken(email, userId);
      expect(await resetToken(email, userId)).toBe(token);
      expect(lettersTo(email).filter(({ subject }) => /password/i.test(subject))).toHaveLength(1);
      world.wait({ hours: 1 });
      expect(await outcomeOf(reset(token, 'another fine password'))).toBe('RESET_EXPIRED');
      expect(await outcomeOf(world.forgot.execute(new RequestPasswordResetCommand(someAddress(), contextOf())))).toBe(
        'done',
      );
    });

    it('B3: a link that was not used is void once the password was changed, and asking again brings a new one at once', async () => {
      const { email, userId } = await verified();
      const token = await resetToken(email, userId);
      await world.change.execute(
        new ChangePasswordCommand(
          { userId, device, current: PASSWORD, password: 'another fine password' },
          contextOf(),
        ),
      );
      expect(await outcomeOf(reset(token, 'the password of a thief'))).toBe('RESET_EXPIRED');
      const newer = await resetToken(email, userId);
      expect(newer).not.toBe(token);
      expect([
        await outcomeOf(reset(token, 'the password of a thief')),
        await outcomeOf(reset(newer, 'one more fine password')),
      ]).toEqual(['RESET_EXPIRED', 'done']);
    });

    it('a link for one thing does not open another', async () => {
      const { token } = await signedUp();
      expect(await outcomeOf(reset(token, 'another fine password'))).toBe('RESET_EXPIRED');
    });

    it('B7: a change needs the current one, ends all sessions and goes on in a new one', async () => {
      const { email, userId, sessionToken } = await verified();
      const other = await signIn(email);
      const change = (current: string, password: string) =>
        world.change.execute(new ChangePasswordCommand({ userId, device, current, password }, contextOf()));
      expect(await outcomeOf(change('not the password', 'another fine password'))).toBe('SIGN_IN_FAILED');
      expect(await outcomeOf(change(PASSWORD, 'password'))).toBe('PASSWORD_WEAK');
      const changed = await change(PASSWORD, 'another fine password');
      expect([
        await isOpen(sessionToken),
        await isOpen(other.sessionToken),
        await isOpen(changed.sessionToken),
      ]).toEqual([false, false, true]);
      await world.work(streamOf(userId)); // whenever the reaction comes, it ends what the event ended
      expect(await isOpen(changed.sessionToken)).toBe(true);
      expect([await outcomeOf(signIn(email)), await outcomeOf(signIn(email, 'another fine password'))]).toEqual([
        'SIGN_IN_FAILED',
        'done',
      ]);
    });

    it('a change whose answer was lost is found again by its command, and counts as no wrong guess', async () => {
      const { email, userId } = await verified();
      const context = contextOf();
      const change = () =>
        world.change.execute(
          new ChangePasswordCommand({ userId, device, current: PASSWORD, password: 'another fine password' }, context),
        );
      const first = await change();
      for (let times = 0; times < 5; times += 1) expect(await change()).toEqual(first);
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'PasswordChanged')).toHaveLength(1);
      expect(await outcomeOf(signIn(email, 'another fine password'))).toBe('done');
    });

    it('no session that begins with the old password outlives a change', async () => {
      const { email, userId, sessionToken } = await verified();
      const change = world.change.execute(
        new ChangePasswordCommand(
          { userId, device, current: PASSWORD, password: 'another fine password' },
          contextOf(),
        ),
      );
      const signIns = Array.from({ length: 20 }, () =>
        signIn(email).then(
          ({ sessionToken: token }) => token,
          () => undefined,
        ),
      );
      const changed = await change;
      const tokens = (await Promise.all(signIns)).filter((token) => token !== undefined);
      expect((await Promise.all(tokens.map(isOpen))).filter((open) => open)).toHaveLength(0);
      expect([await isOpen(sessionToken), await isOpen(changed.sessionToken)]).toEqual([false, true]);
    });
  });

  describe('a sign-in and a password change at once (docs/adr/0014)', () => {
    const changing = (userId: string) =>
      world.change.execute(
        new ChangePasswordCommand(
          { userId, device, current: PASSWORD, password: 'another fine password' },
          contextOf(),
        ),
      );

    it('changed after the account said yes and before the session opens doors: it never does', async () => {
      const { email, userId } = await verified();
      const open = world.vault.sessions.open.bind(world.vault.sessions);
      const overtaken = jest.spyOn(world.vault.sessions, 'open').mockImplementationOnce(async (opening) => {
        await changing(userId);
        return open(opening);
      });
      expect(await outcomeOf(signIn(email))).toBe('SIGN_IN_FAILED');
      overtaken.mockRestore();
      expect(await world.vault.sessions.list(userId)).toHaveLength(1); // of who changed it
    });

    it('changed afterwards, it ends, also where its clock was hours ahead', async () => {
      const { email, userId } = await verified();
      world.wait({ hours: 2 });
      const { sessionToken } = await signIn(email);
      world.wait({ hours: -2 });
      const changed = await changing(userId);
      expect([await isOpen(sessionToken), await isOpen(changed.sessionToken)]).toEqual([false, true]);
      await world.work(streamOf(userId));
      expect(await isOpen(changed.sessionToken)).toBe(true);
    });

    it('a process that dies between the event and the row leaves a session that the same command finds', async () => {
      const { email, userId } = await verified();
      const commandId = randomUUID();
      const dying = jest.spyOn(world.vault.sessions, 'open').mockRejectedValueOnce(new Error('The process died'));
      await expect(signIn(email, PASSWORD, commandId)).rejects.toThrow('died');
      dying.mockRestore();
      const { sessionToken } = await signIn(email, PASSWORD, commandId);
      expect(await isOpen(sessionToken)).toBe(true);
      expect(await typesIn(sessionsOf(userId))).toEqual(['UserLoggedIn', 'UserLoggedIn']);
    });

    it('what was left so is not found any more once the password has changed', async () => {
      const { email, userId } = await verified();
      const commandId = randomUUID();
      const dying = jest.spyOn(world.vault.sessions, 'open').mockRejectedValueOnce(new Error('The process died'));
      await expect(signIn(email, PASSWORD, commandId)).rejects.toThrow('died');
      dying.mockRestore();
      await changing(userId);
      expect(await outcomeOf(signIn(email, 'another fine password', commandId))).toBe('UNAUTHENTICATED');
    });

    it('50 newer ones that begin before its row is there displace it all the same', async () => {
      const { email, userId } = await verified();
      const open = world.vault.sessions.open.bind(world.vault.sessions);
      const overtaken = jest.spyOn(world.vault.sessions, 'open').mockImplementationOnce(async (opening) => {
        for (let more = 0; more < MOST_SESSIONS; more += 1) await signIn(email);
        return open(opening);
      });
      expect(await outcomeOf(signIn(email))).toBe('SIGN_IN_FAILED');
      overtaken.mockRestore();
      expect(await world.vault.sessions.list(userId)).toHaveLength(MOST_SESSIONS);
    });
  });
});
