import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ChangePasswordCommand } from '../commands/change-password/change-password.handler';
import { RequestPasswordResetCommand } from '../commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordCommand } from '../commands/reset-password/reset-password.handler';
import { SignOutCommand } from '../commands/sign-out/sign-out.handler';
import { signOut } from '../commands/sign-out/sign-out';
import { contextOf, someAddress, startWorld, type World } from '../testing/a-world.service';
import { outcomeOf, PASSWORD, stepsIn, streamOf, tokenIn } from '../testing/steps.service';
import { account } from './account';

jest.setTimeout(120_000);

describe('who may enter an account, on a real vault and event store', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld('entering', { sharedDatabase, startEventStore }); });
  afterAll(() => world.stop());
  const { typesIn, lettersTo, signedUp, signIn, isOpen, verified } = stepsIn(() => world);

  describe('sessions', () => {
    it('signs in by any spelling of the address, each time with a session of its own', async () => {
      const { email, userId, sessionToken } = await verified();
      const other = await signIn(email.toUpperCase());
      expect(other.sessionToken).not.toBe(sessionToken);
      expect(await world.principals.authenticate({ sessionToken: other.sessionToken })).toMatchObject({ kind: 'user', id: userId, actor: `user:${userId}` });
    });

    it('says the same to a wrong password, an unknown address and an unverified account', async () => {
      const { email } = await verified();
      const unverified = await signedUp();
      const outcomes = [signIn(email, 'not the password'), signIn(someAddress()), signIn(unverified.email)].map(outcomeOf);
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
      await world.store.decide({ stream: account, id: [userId] }, contextOf(), (state, facts) => signOut(state, { userId, sessionId }, facts));
      expect(await isOpen(sessionToken)).toBe(true);
      await world.work(streamOf(userId));
      expect(await isOpen(sessionToken)).toBe(false);
    });

    it('locks an address after 5 wrong passwords for 15 minutes, known or not, and says the same to both', async () => {
      const { email, userId } = await verified();
      const stranger = someAddress();
      for (const address of [email, stranger]) {
        const outcomes: string[] = [];
        for (let attempt = 0; attempt < 6; attempt += 1) outcomes.push(await outcomeOf(signIn(address, `guess ${attempt}`)));
        expect(outcomes).toEqual([...Array<string>(4).fill('SIGN_IN_FAILED'), 'ACCOUNT_LOCKED', 'ACCOUNT_LOCKED']);
        expect(await outcomeOf(signIn(address))).toBe('ACCOUNT_LOCKED');
      }
      world.wait({ minutes: 14 });
      for (const address of [email, stranger]) expect(await outcomeOf(signIn(address, 'one more guess'))).toBe('ACCOUNT_LOCKED');
      world.wait({ minutes: 2 });
      expect(await outcomeOf(signIn(email))).toBe('done');
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'AccountLocked')).toHaveLength(1);
    });
  });

  describe('passwords', () => {
    async function resetToken(email: string, userId: string): Promise<string> {
      await world.forgot.execute(new RequestPasswordResetCommand(email, contextOf()));
      await world.work(streamOf(userId));
      return tokenIn(lettersTo(email).findLast(({ subject }) => /password/i.test(subject))?.text);
    }
    const reset = (token: string, password: string) => world.reset.execute(new ResetPasswordCommand({ token, password }, contextOf()));

    it('a reset works once, ends every session and lifts a lock', async () => {
      const { email, userId, sessionToken } = await verified();
      const other = await signIn(email);
      for (let attempt = 0; attempt < 5; attempt += 1) await outcomeOf(signIn(email, `guess ${attempt}`));
      const token = await resetToken(email, userId);
      const outcomes = await Promise.all(Array.from({ length: 10 }, (_, n) => outcomeOf(reset(token, `another fine password ${n}`))));
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
      expect(await outcomeOf(world.forgot.execute(new RequestPasswordResetCommand(someAddress(), contextOf())))).toBe('done');
    });

    it('a link for one thing does not open another', async () => {
      const { token } = await signedUp();
      expect(await outcomeOf(reset(token, 'another fine password'))).toBe('RESET_EXPIRED');
    });

    it('a change needs the current one and ends the other sessions', async () => {
      const { email, userId, sessionToken } = await verified();
      const other = await signIn(email);
      const sessionId = (await world.principals.authenticate({ sessionToken }))?.session ?? '';
      const change = (current: string, password: string) => world.change.execute(new ChangePasswordCommand({ userId, sessionId, current, password }, contextOf()));
      expect(await outcomeOf(change('not the password', 'another fine password'))).toBe('SIGN_IN_FAILED');
      expect(await outcomeOf(change(PASSWORD, 'password'))).toBe('PASSWORD_WEAK');
      expect(await outcomeOf(change(PASSWORD, 'another fine password'))).toBe('done');
      expect([await isOpen(sessionToken), await isOpen(other.sessionToken)]).toEqual([true, false]);
      expect([await outcomeOf(signIn(email)), await outcomeOf(signIn(email, 'another fine password'))]).toEqual(['SIGN_IN_FAILED', 'done']);
    });

    it('a change whose answer was lost is found again by its command, and counts as no wrong guess', async () => {
      const { email, userId, sessionToken } = await verified();
      const sessionId = (await world.principals.authenticate({ sessionToken }))?.session ?? '';
      const context = contextOf();
      const change = () => world.change.execute(new ChangePasswordCommand({ userId, sessionId, current: PASSWORD, password: 'another fine password' }, context));
      const first = await change();
      for (let times = 0; times < 5; times += 1) expect(await change()).toEqual(first);
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'PasswordChanged')).toHaveLength(1);
      expect(await outcomeOf(signIn(email, 'another fine password'))).toBe('done');
    });

    it('no session that begins with the old password outlives a change', async () => {
      const { email, userId, sessionToken } = await verified();
      const sessionId = (await world.principals.authenticate({ sessionToken }))?.session ?? '';
      const change = world.change.execute(new ChangePasswordCommand({ userId, sessionId, current: PASSWORD, password: 'another fine password' }, contextOf()));
      const signIns = Array.from({ length: 20 }, () => signIn(email).then(({ sessionToken: token }) => token, () => undefined));
      await change;
      const tokens = (await Promise.all(signIns)).filter((token) => token !== undefined);
      expect((await Promise.all(tokens.map(isOpen))).filter((open) => open)).toHaveLength(0);
      expect(await isOpen(sessionToken)).toBe(true);
    });
  });
});
