import { refused } from '@annals/contracts';
import { OutcomeUnknown, uuidV5 } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { SignUpCommand } from '../commands/sign-up/sign-up.handler';
import { all, contextOf, someAddress, startWorld, type World } from '../testing/a-world.service';
import { outcomeOf, PASSWORD, sessionsOf, stepsIn, streamOf } from '../testing/steps.service';

jest.setTimeout(120_000);

describe('how an account begins, on a real vault and event store', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('beginning', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());
  const { typesIn, lettersTo, signedUp, verify, signIn, isOpen } = stepsIn(() => world);

  describe('sign-up', () => {
    it('D18: one address is one account, however many ask at once and however it is typed', async () => {
      const email = someAddress();
      const spelled = [email, email.toUpperCase(), ` ${email} `];
      await Promise.all(
        Array.from({ length: 30 }, (_, n) =>
          world.signUp.execute(new SignUpCommand(spelled[n % 3] ?? email, contextOf())),
        ),
      );
      const userId = (await world.directory.holderOf(email)) ?? '';
      expect(await typesIn(streamOf(userId))).toEqual(['UserRegistered']);
      await world.work(streamOf(userId));
      await world.work(streamOf(userId));
      expect(lettersTo((await world.directory.contact(userId)).email ?? '')).toHaveLength(1);
    });

    it('C1: forty addresses of one mailbox are sent five mails, and nobody is told', async () => {
      const email = someAddress();
      const tagged = Array.from({ length: 40 }, (_, n) => email.replace('@', `+${n}@`));
      for (const address of tagged)
        expect(await outcomeOf(world.signUp.execute(new SignUpCommand(address, contextOf())))).toBe('done');
      const known = await Promise.all(tagged.map((address) => world.directory.holderOf(address)));
      expect(known.filter((holder) => holder !== undefined)).toHaveLength(5);
      expect(await outcomeOf(world.signUp.execute(new SignUpCommand(someAddress(), contextOf())))).toBe('done');
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
      expect(lettersTo(email).map(({ subject }) => subject)).toEqual([
        'Confirm your e-mail address',
        'Confirm your e-mail address',
        'You have an account already',
      ]);
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
      expect(outcomes.filter((outcome) => ['VERIFICATION_USED', 'BUSY'].includes(outcome))).toHaveLength(99);
      const winner = outcomes.indexOf('done');
      expect(await outcomeOf(signIn(email, passwords[winner]))).toBe('done');
      expect(await outcomeOf(signIn(email, passwords[(winner + 1) % 100]))).toBe('SIGN_IN_FAILED');
      expect(await world.vault.sessions.list(userId)).toHaveLength(2);
      expect(await typesIn(streamOf(userId))).toEqual([
        'UserRegistered',
        'VerificationMailed',
        'EmailVerified',
        'ProfileUpdated',
        'OrganizationBegun',
      ]);
      expect(await typesIn(sessionsOf(userId))).toEqual(['UserLoggedIn', 'UserLoggedIn']);
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

    it('A8: an api that dies before the organization is there leaves an account that signs in, and an organization that is begun', async () => {
      const { userId, token, email } = await signedUp();
      world.founding.dies = true;
      await expect(verify(token)).rejects.toThrow('died');
      world.founding.dies = false;
      const begun = (await all(world.store.read(streamOf(userId)))).find(({ type }) => type === 'OrganizationBegun');
      const organizationId = String(Reflect.get(begun?.data ?? {}, 'organizationId'));
      expect(await typesIn(streamName('organization', organizationId))).toEqual([]);
      expect(await outcomeOf(signIn(email))).toBe('done');
    });
  });

  describe('who comes by an invitation', () => {
    const accepts = async (): Promise<void> => undefined;
    const join = (
      email: string,
      commandId: string = randomUUID(),
      accept: (userId: string) => Promise<void> = accepts,
    ) => world.accounts.registerInvited({ email, password: PASSWORD, alias: 'Mary' }, contextOf(commandId), accept);
    /** What the vault holds for a command that brought an account. */
    const leftBy = async (commandId: string, email: string) => [
      await world.vault.credentials.hasPassword(uuidV5(commandId, 'credential')),
      await world.directory.holderOf(email),
      (await world.vault.sessions.list(uuidV5(commandId, 'user'))).length,
    ];

    it('A8: has a verified account, a session, and no organization begun', async () => {
      const email = someAddress();
      const commandId = randomUUID();
      const joined = await join(email, commandId);
      expect(await join(email, commandId)).toEqual(joined);
      expect(await isOpen(joined.sessionToken ?? '')).toBe(true);
      expect(await typesIn(streamOf(joined.userId))).toEqual(['UserRegistered', 'EmailVerified', 'ProfileUpdated']);
      expect(await world.accounts.byEmail(email)).toEqual({ userId: joined.userId, verified: true });
      expect(await world.accounts.contact(joined.userId)).toEqual({ email, alias: 'Mary', verified: true });
      await world.work(streamOf(joined.userId));
      expect(lettersTo(email)).toEqual([]);
    });

    it('B4: is left with nothing when the invitation is refused', async () => {
      const [email, commandId] = [someAddress(), randomUUID()];
      expect(await outcomeOf(join(email, commandId, () => Promise.reject(refused('INVITATION_CLOSED'))))).toBe(
        'INVITATION_CLOSED',
      );
      expect(await leftBy(commandId, email)).toEqual([false, undefined, 0]);
      expect(await typesIn(streamOf(uuidV5(commandId, 'user')))).toEqual([]);
      expect(await outcomeOf(join(email))).toBe('done');
    });

    it('B4: who signed up before keeps that when the invitation is refused', async () => {
      const { email, userId, token } = await signedUp();
      expect(await outcomeOf(join(email, randomUUID(), () => Promise.reject(refused('INVITATION_CLOSED'))))).toBe(
        'INVITATION_CLOSED',
      );
      expect(await world.directory.holderOf(email)).toBe(userId);
      expect(await outcomeOf(verify(token))).toBe('done');
    });

    it('B4: is a member who signs in when the account was verified by another door in the same moment', async () => {
      const { email, userId, token } = await signedUp();
      expect(
        await join(email, randomUUID(), async () => {
          await verify(token);
        }),
      ).toEqual({ userId });
      expect(await outcomeOf(signIn(email))).toBe('done');
    });

    it('B4: an api that dies after the invitation was accepted leaves the account to the worker, once', async () => {
      const [email, commandId, organizationId] = [someAddress(), randomUUID(), randomUUID()];
      await world.founding.found(
        { organizationId, userId: randomUUID(), email: someAddress(), alias: 'Olga' },
        contextOf(),
      );
      const dying = async (userId: string): Promise<void> => {
        await world.founding.join(organizationId, { userId, email, alias: 'Mary' }, contextOf(commandId));
        throw new Error('The process died before it made the account');
      };
      await expect(join(email, commandId, dying)).rejects.toThrow('died');
      for (let n = 0; n < 2; n += 1) await world.work(streamName('organization', organizationId));
      const userId = (await world.directory.holderOf(email)) ?? '';
      expect(await typesIn(streamOf(userId))).toEqual(['UserRegistered', 'EmailVerified', 'ProfileUpdated']);
      expect(await outcomeOf(signIn(email))).toBe('done');
      expect(await isOpen((await join(email, commandId)).sessionToken ?? '')).toBe(true);
    });

    it('is verified by it after signing up; signs in when there is an account', async () => {
      const { email, userId } = await signedUp();
      expect((await join(email)).userId).toBe(userId);
      expect(await outcomeOf(join(email))).toBe('SIGN_IN_REQUIRED');
      expect(await outcomeOf(signIn(email))).toBe('done');
    });
  });
});
