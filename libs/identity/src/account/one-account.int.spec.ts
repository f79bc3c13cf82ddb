import { OutcomeUnknown } from '@annals/eventstore';
import { Refused, streamName } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ChangePasswordCommand } from '../commands/change-password/change-password.handler';
import { RequestPasswordResetCommand } from '../commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordCommand } from '../commands/reset-password/reset-password.handler';
import { SignInCommand } from '../commands/sign-in/sign-in.handler';
import { SignOutCommand } from '../commands/sign-out/sign-out.handler';
import { signOut } from '../commands/sign-out/sign-out';
import { SignUpCommand } from '../commands/sign-up/sign-up.handler';
import { VerifyUserCommand, type VerifiedUser } from '../commands/verify-user/verify-user.handler';
import { all, contextOf, device, someAddress, startWorld, type World } from '../testing/a-world.service';
import { account } from './account';

jest.setTimeout(120_000);

const PASSWORD = 'correct horse battery';

describe('one account, on a real vault and event store', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld('identity', { sharedDatabase, startEventStore }); });
  afterAll(() => world.stop());

  const streamOf = (userId: string) => streamName('account', userId);
  const typesIn = async (stream: string) => (await all(world.store.read(stream))).map(({ type }) => type);
  const tokenIn = (text: string | undefined) => /#(\S+)/.exec(text ?? '')?.[1] ?? '';
  const lettersTo = (email: string) => world.letters.filter(({ to }) => to === email);

  /** 'done', or the code of the refusal. */
  async function outcomeOf(work: Promise<unknown>): Promise<string> {
    try {
      await work;
      return 'done';
    } catch (error) {
      if (error instanceof Refused) return String(error.code);
      throw error;
    }
  }

  async function signedUp(email = someAddress()): Promise<{ email: string; userId: string; token: string }> {
    await world.signUp.execute(new SignUpCommand(email, contextOf()));
    const userId = await world.directory.holderOf(email) ?? '';
    await world.work(streamOf(userId));
    return { email, userId, token: tokenIn(lettersTo(email).at(-1)?.text) };
  }

  const verify = (token: string, password = PASSWORD, commandId: string = randomUUID()): Promise<VerifiedUser> =>
    world.verify.execute(new VerifyUserCommand({ token, password, alias: 'John', device }, contextOf(commandId)));
  const signIn = (email: string, password = PASSWORD, commandId: string = randomUUID()) => world.signIn.execute(new SignInCommand({ email, password, device }, contextOf(commandId)));
  const isOpen = async (sessionToken: string) => (await world.principals.authenticate({ sessionToken })) !== undefined;

  async function verified() {
    const { email, token } = await signedUp();
    return { email, token, ...await verify(token) };
  }

  describe('sign-up', () => {
    it('D18: one address is one account, however many ask at once and however it is typed', async () => {
      const email = someAddress();
      const spelled = [email, email.toUpperCase(), ` ${email} `];
      await Promise.all(Array.from({ length: 30 }, (_, n) => world.signUp.execute(new SignUpCommand(spelled[n % 3] ?? email, contextOf()))));
      const userId = await world.directory.holderOf(email) ?? '';
      expect(await typesIn(streamOf(userId))).toEqual(['UserRegistered']);
      await world.work(streamOf(userId));
      await world.work(streamOf(userId));
      expect(lettersTo((await world.directory.contact(userId)).email ?? '')).toHaveLength(1);
    });

    it('goes on with an address that a process claimed before it died', async () => {
      const email = someAddress();
      const died = randomUUID();
      await world.vault.claims.take({ scope: 'account', kind: 'email', value: email, holder: died });
      const { userId, token } = await signedUp(email);
      expect(userId).toBe(died);
      expect(await outcomeOf(verify(token))).toBe('done');
    });

    it('D18: asked again, the newest link counts, and a verified address gets another mail', async () => {
      const { email, userId, token } = await signedUp();
      world.wait({ minutes: 2 });
      const { token: newer } = await signedUp(email);
      expect(newer).not.toBe(token);
      expect(await outcomeOf(verify(token))).toBe('VERIFICATION_EXPIRED');
      expect(await outcomeOf(verify(newer))).toBe('done');
      await signedUp(email);
      expect(lettersTo(email).map(({ subject }) => subject)).toEqual(['Confirm your e-mail address', 'Confirm your e-mail address', 'You have an account already']);
      expect(lettersTo(email).at(-1)?.text).not.toContain('/verify#');
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'VerificationMailed')).toHaveLength(3);
    });
  });

  describe('verification', () => {
    it('D18: a forged link opens nothing, and no link opens after 24 hours', async () => {
      const { token } = await signedUp();
      expect(await outcomeOf(verify(`${token.slice(0, -2)}xx`))).toBe('VERIFICATION_EXPIRED');
      expect(await outcomeOf(verify(token, 'password'))).toBe('PASSWORD_WEAK');
      world.wait({ hours: 24 });
      expect(await outcomeOf(verify(token))).toBe('VERIFICATION_EXPIRED');
    });

    it('100 at once with a password each: one is done, and its password is the one that signs in', async () => {
      const { email, userId, token } = await signedUp();
      const passwords = Array.from({ length: 100 }, (_, n) => `${PASSWORD} number ${n}`);
      const outcomes = await Promise.all(passwords.map((password) => outcomeOf(verify(token, password))));
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'VERIFICATION_USED')).toHaveLength(99);
      const winner = outcomes.indexOf('done');
      expect(await outcomeOf(signIn(email, passwords[winner]))).toBe('done');
      expect(await outcomeOf(signIn(email, passwords[(winner + 1) % 100]))).toBe('SIGN_IN_FAILED');
      expect(await world.vault.sessions.list(userId)).toHaveLength(2);
      expect(await typesIn(streamOf(userId))).toEqual(
        ['UserRegistered', 'VerificationMailed', 'EmailVerified', 'ProfileUpdated', 'OrganizationBegun', 'UserLoggedIn', 'UserLoggedIn']);
    });

    it('a repeated command gets the same answer and the same session; another one is told that the link was used', async () => {
      const { token } = await signedUp();
      const commandId = randomUUID();
      const first = await verify(token, PASSWORD, commandId);
      expect(await verify(token, PASSWORD, commandId)).toEqual(first);
      expect(await outcomeOf(verify(token))).toBe('VERIFICATION_USED');
    });

    it('an answer that is lost after the append is found again by the same command: one effect, and its password signs in', async () => {
      const { email, userId, token } = await signedUp();
      const commandId = randomUUID();
      const decide = world.store.decide.bind(world.store);
      const losing = jest.spyOn(world.store, 'decide').mockImplementation(async (...asked) => {
        const decided = await decide(...asked);
        if (decided.outcome === 'appended') throw new OutcomeUnknown(streamOf(userId));
        return decided;
      });
      await expect(verify(token, PASSWORD, commandId)).rejects.toBeInstanceOf(OutcomeUnknown);
      losing.mockRestore();
      const found = await verify(token, PASSWORD, commandId);
      expect(await isOpen(found.sessionToken)).toBe(true);
      expect((await typesIn(streamOf(userId))).filter((type) => type === 'EmailVerified')).toHaveLength(1);
      expect(await outcomeOf(signIn(email))).toBe('done');
    });

    it('A8: an api that dies before the organization is there leaves it to the worker, once', async () => {
      const { userId, token, email } = await signedUp();
      world.founding.dies = true;
      await expect(verify(token)).rejects.toThrow('died');
      world.founding.dies = false;
      const begun = (await all(world.store.read(streamOf(userId)))).find(({ type }) => type === 'OrganizationBegun');
      const organizationId = String(Reflect.get(begun?.data ?? {}, 'organizationId'));
      expect(await typesIn(streamName('organization', organizationId))).toEqual([]);
      await world.work(streamOf(userId));
      await world.work(streamOf(userId));
      expect(await typesIn(streamName('organization', organizationId))).toEqual(['OrganizationCreated', 'MemberAdded']);
      expect(await outcomeOf(signIn(email))).toBe('done');
    });
  });

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

  describe('who comes by an invitation', () => {
    const join = (email: string, commandId: string = randomUUID()) => world.accounts.registerInvited({ email, password: PASSWORD, alias: 'Mary' }, contextOf(commandId));

    it('A8: has a verified account, a session, and no organization begun', async () => {
      const email = someAddress();
      const commandId = randomUUID();
      const joined = await join(email, commandId);
      expect(await join(email, commandId)).toEqual(joined);
      expect(await isOpen(joined.sessionToken)).toBe(true);
      expect(await typesIn(streamOf(joined.userId))).toEqual(['UserRegistered', 'EmailVerified', 'ProfileUpdated', 'UserLoggedIn']);
      expect(await world.accounts.byEmail(email)).toEqual({ userId: joined.userId, verified: true });
      expect(await world.accounts.contact(joined.userId)).toEqual({ email, alias: 'Mary', verified: true });
      await world.work(streamOf(joined.userId));
      expect(lettersTo(email)).toEqual([]);
    });

    it('is verified by it after signing up; signs in when there is an account', async () => {
      const { email, userId } = await signedUp();
      expect((await join(email)).userId).toBe(userId);
      expect(await outcomeOf(join(email))).toBe('SIGN_IN_REQUIRED');
      expect(await outcomeOf(signIn(email))).toBe('done');
    });
  });
});
