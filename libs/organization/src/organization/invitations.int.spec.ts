import { unlinked, type SystemRole } from '@annals/contracts';
import { EventStoreUnavailable } from '@annals/eventstore';
import { Refused, type Actor } from '@annals/kernel';
import { sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { AcceptInvitationCommand } from '../commands/accept-invitation/accept-invitation.handler';
import { InviteMemberCommand } from '../commands/invite-member/invite-member.handler';
import { removeMember } from '../commands/remove-member/remove-member';
import { revokeInvitation } from '../commands/revoke-invitation/revoke-invitation';
import { ResendInvitationCommand } from '../commands/resend-invitation/resend-invitation.handler';
import { contextOf, founded, startWorld, type World } from '../testing/a-world.service';
import { organization } from './organization';

jest.setTimeout(60_000);

type Somebody = Awaited<ReturnType<typeof founded>>;

describe('invitations on a real event store and vault', () => {
  let world: World;
  let olga: Somebody;
  beforeAll(async () => {
    world = await startWorld('invitations', { sharedDatabase, startEventStore });
  });
  beforeEach(async () => {
    olga = await founded(world);
  });
  afterAll(() => world.stop());

  const target = () => ({ stream: organization, id: [olga.organizationId] }) as const;
  const address = () => `mia.${randomUUID().slice(0, 8)}@example.com`;
  const invite = (
    email: string,
    { roles = ['member'], commandId = randomUUID() }: { roles?: SystemRole[]; commandId?: string } = {},
  ) =>
    world.inviting.execute(
      new InviteMemberCommand({ organizationId: olga.organizationId, email, roles }, contextOf(olga.actor, commandId)),
    );
  const invitingAs = (actor: Actor, email: string) =>
    world.inviting.execute(
      new InviteMemberCommand({ organizationId: olga.organizationId, email, roles: ['member'] }, contextOf(actor)),
    );
  const mail = async (invitationId: string, generation = 1) => {
    await world.mailing({
      organizationId: olga.organizationId,
      invitationId,
      generation,
      causationId: randomUUID(),
      correlationId: randomUUID(),
    });
    return world.letters.at(-1);
  };
  const tokenOf = (text: string | undefined) => /#(\S+)/.exec(text ?? '')?.[1] ?? '';
  const link = async (email: string) => tokenOf((await mail((await invite(email)).invitationId))?.text);
  const accept = (
    body: { token: string; password?: string; alias?: string },
    { userId, commandId = randomUUID() }: { userId?: string; commandId?: string } = {},
  ) => {
    const actor = userId === undefined ? ('system:sign-in' as const) : (`user:${userId}` as const);
    return world.accepting.execute(
      new AcceptInvitationCommand(
        body,
        contextOf(actor, commandId),
        userId === undefined ? undefined : { kind: 'user', id: userId, actor: `user:${userId}` },
      ),
    );
  };
  const codeOf = async (attempt: Promise<unknown>) =>
    attempt.then(
      () => 'done',
      (error: unknown) => {
        if (error instanceof Refused) return String(error.code);
        throw error;
      },
    );
  const typesIn = async () => {
    const types: string[] = [];
    for await (const { type } of world.store.read(`organization-${olga.organizationId}`)) types.push(type);
    return types.slice(3);
  };

  it('I-5: an address is one person with one open invitation, however many invite it at once', async () => {
    const email = address();
    const invited = await Promise.all(
      Array.from({ length: 20 }, (_, n) => invite(n % 2 === 0 ? email : ` ${email.toUpperCase()} `)),
    );
    expect(new Set(invited.map(({ personId }) => personId)).size).toBe(1);
    expect(new Set(invited.map(({ invitationId }) => invitationId)).size).toBe(1);
    expect(await typesIn()).toEqual(['MemberInvited']);
  });

  it('§3: invited twice by the same command, once in effect', async () => {
    const [email, commandId] = [address(), randomUUID()];
    const first = await invite(email, { commandId });
    await invite(address());
    expect(await invite(email, { commandId })).toEqual(first);
    expect(await typesIn()).toEqual(['MemberInvited', 'MemberInvited']);
  });

  it("I-5: the founder's own address is a member's", async () =>
    expect(await codeOf(invite(olga.owner.email))).toBe('ALREADY_MEMBER'));

  it('mails its link once, and says so in the log', async () => {
    const email = address();
    const { invitationId } = await invite(email);
    await mail(invitationId);
    const sent = world.letters.length;
    await mail(invitationId);
    expect(world.letters).toHaveLength(sent);
    expect(world.letters.at(-1)).toMatchObject({
      id: `invitation-${invitationId}-1`,
      to: email,
      subject: `You are invited to ${unlinked(olga.owner.email.split('@')[0] ?? '')}`,
    });
    expect(world.letters.at(-1)?.text).toContain('Olga invites you to');
    expect(await typesIn()).toEqual(['MemberInvited', 'InvitationMailed']);
  });

  const resend = (invitationId: string) =>
    world.resending.execute(
      new ResendInvitationCommand({ organizationId: olga.organizationId, invitationId }, contextOf(olga.actor)),
    );
  const revoke = (invitationId: string) =>
    world.store.decide(target(), contextOf(olga.actor), (state, facts) =>
      revokeInvitation(state, { organizationId: olga.organizationId, invitationId }, facts),
    );

  it('W14, C1: resent, the newest link is mailed, and the earlier one still opens', async () => {
    const { invitationId } = await invite(address());
    const old = tokenOf((await mail(invitationId))?.text);
    await resend(invitationId);
    const sent = world.letters.length;
    await mail(invitationId, 1);
    expect(world.letters).toHaveLength(sent);
    const fresh = tokenOf((await mail(invitationId, 2))?.text);
    expect(fresh).not.toBe(old);
    expect(await codeOf(accept({ token: old, password: 'correct horse', alias: 'Mia' }))).toBe('done');
    expect(await codeOf(accept({ token: fresh, password: 'correct horse', alias: 'Mia' }))).toBe('INVITATION_CLOSED');
  });

  it('C1: a mailbox hears five times in an hour from an organization, however it is asked for and whatever its address', async () => {
    const email = address();
    const { invitationId } = await invite(email);
    expect(await Promise.all(Array.from({ length: 60 }, () => codeOf(resend(invitationId))))).toEqual(
      expect.arrayContaining(['done', 'RATE_LIMITED']),
    );
    const limited = await resend(invitationId).catch((error: unknown) => error);
    expect(limited instanceof Refused && Number(limited.details['retryAfter']) > 3_000).toBe(true);
    await revoke(invitationId);
    for (const again of [email, email.toUpperCase(), email.replace('@', '+1@')])
      expect(await codeOf(invite(again))).toBe('RATE_LIMITED');
    expect(await codeOf(invite(email, { roles: ['admin'] }))).toBe('RATE_LIMITED');
    expect((await typesIn()).filter((type) => type === 'MemberInvited' || type === 'InvitationResent')).toHaveLength(5);
    expect(
      await world.vault.claims.find({ scope: olga.organizationId, kind: 'email', value: email.replace('@', '+1@') }),
    ).toBeUndefined();
    expect(await codeOf(invite(address()))).toBe('done');
  });

  it('C1: what sends no mail is not counted: the same invitation again, a refusal, a repeated command', async () => {
    const [email, commandId] = [address(), randomUUID()];
    const first = await invite(email, { commandId });
    for (let n = 0; n < 8; n += 1) {
      expect(await invite(email)).toMatchObject({ invitationId: first.invitationId });
      expect(await invite(email, { commandId })).toEqual(first);
      expect(await codeOf(invitingAs('user:0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0009', email))).toBe('ORG_NOT_FOUND');
    }
    expect(await codeOf(resend(first.invitationId))).toBe('done');
  });

  it('D4, S5: is accepted once by a hundred who try at once, with an account or without', async () => {
    const mia = world.accounts.add(address(), 'Mia');
    for (const [email, body, who] of [
      [mia.email, {}, { userId: mia.userId }],
      [address(), { password: 'correct horse', alias: 'Nia' }, {}],
    ] as const) {
      const token = await link(email);
      const outcomes = await Promise.all(Array.from({ length: 100 }, () => codeOf(accept({ token, ...body }, who))));
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect(new Set(outcomes.filter((outcome) => outcome !== 'done')).size).toBeGreaterThan(0);
    }
    expect((await typesIn()).filter((type) => type === 'MemberAdded' || type === 'InvitationAccepted')).toEqual([
      'InvitationAccepted',
      'MemberAdded',
      'InvitationAccepted',
      'MemberAdded',
    ]);
  });

  it('§3: a lost answer is given again, session included', async () => {
    const [token, commandId] = [await link(address()), randomUUID()];
    const accepted = await accept({ token, password: 'correct horse', alias: 'Mia' }, { commandId });
    await invite(address());
    expect(await accept({ token, password: 'correct horse', alias: 'Mia' }, { commandId })).toEqual(accepted);
    expect(accepted.sessionToken).toBe(`session of ${accepted.userId}`);
  });

  it('§3: the same command completes what a process that died left without an account', async () => {
    const [email, commandId] = [address(), randomUUID()];
    const [token, newcomer] = [await link(email), { password: 'correct horse', alias: 'Mia' }];
    world.accounts.dies = true;
    await expect(accept({ token, ...newcomer }, { commandId })).rejects.toThrow('died');
    world.accounts.dies = false;
    expect((await typesIn()).slice(2)).toEqual(['InvitationAccepted', 'MemberAdded']);
    const accepted = await accept({ token, ...newcomer }, { commandId });
    expect(accepted).toMatchObject({
      userId: (await world.accounts.byEmail(email))?.userId,
      sessionToken: `session of ${accepted.userId}`,
    });
    expect((await typesIn()).slice(2)).toEqual(['InvitationAccepted', 'MemberAdded']);
  });

  it('B4: accepted or revoked, never half of both: a refusal leaves no account and no name behind', async () => {
    const outcomes: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const [email, alias] = [address(), `Mia ${round}`];
      const { invitationId } = await invite(email);
      const token = tokenOf((await mail(invitationId))?.text);
      const revoking = world.store.decide(target(), contextOf(olga.actor), (state, facts) =>
        revokeInvitation(state, { organizationId: olga.organizationId, invitationId }, facts),
      );
      const [accepted, revoked] = await Promise.all([
        codeOf(accept({ token, password: 'correct horse', alias })),
        codeOf(revoking),
      ]);
      expect([
        ['done', 'INVITATION_CLOSED'],
        ['INVITATION_CLOSED', 'done'],
      ]).toContainEqual([accepted, revoked]);
      expect((await world.accounts.byEmail(email)) !== undefined).toBe(accepted === 'done');
      expect((await world.vault.claims.find({ scope: olga.organizationId, kind: 'alias', value: alias }))?.state).toBe(
        accepted === 'done' ? 'held' : undefined,
      );
      outcomes.push(accepted);
    }
    expect(outcomes).toContain('INVITATION_CLOSED');
  });

  it('B4: an invitation that is refused leaves no claim on the address', async () => {
    const email = address();
    const stranger = invitingAs('user:0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0009', email);
    expect(await codeOf(stranger)).toBe('ORG_NOT_FOUND');
    expect(await world.vault.claims.find({ scope: olga.organizationId, kind: 'email', value: email })).toBeUndefined();
  });

  it("B4: whoever repeats somebody else's accept finds nothing, the same person their own answer", async () => {
    const [mia, eve] = [world.accounts.add(address(), 'Mia'), world.accounts.add(address(), 'Eve')];
    const [token, commandId] = [await link(mia.email), randomUUID()];
    const accepted = await accept({ token }, { userId: mia.userId, commandId });
    expect(await codeOf(accept({ token }, { userId: eve.userId, commandId }))).toBe('INVITATION_NOT_FOUND');
    expect(await codeOf(accept({ token }, { userId: eve.userId }))).toBe('INVITATION_NOT_FOUND');
    expect(await codeOf(accept({ token }, { userId: mia.userId }))).toBe('INVITATION_CLOSED');
    expect(await accept({ token }, { userId: mia.userId, commandId })).toEqual(accepted);
  });

  it('C3, B3: no two members are called alike; who left frees the name', async () => {
    const [mia, nia] = [
      world.accounts.add(address(), 'Zo\u00eb Stra\u00dfe'),
      world.accounts.add(address(), 'ZOE\u0308  STRASSE'),
    ];
    const { personId } = await accept({ token: await link(mia.email) }, { userId: mia.userId });
    const token = await link(nia.email);
    expect(await codeOf(accept({ token }, { userId: nia.userId }))).toBe('ALIAS_TAKEN');
    expect(await codeOf(accept({ token: await link(address()), password: 'correct horse', alias: 'olga' }))).toBe(
      'ALIAS_TAKEN',
    );
    await world.store.decide(target(), contextOf(olga.actor), (state, facts) =>
      removeMember(state, { organizationId: olga.organizationId, personId, owned: [] }, facts),
    );
    world.wait({ minutes: 16 });
    expect(await codeOf(accept({ token }, { userId: nia.userId }))).toBe('done');
    expect(await codeOf(accept({ token: await link(mia.email) }, { userId: mia.userId }))).toBe('ALIAS_TAKEN');
    expect(
      await codeOf(accept({ token: await link(mia.email), alias: 'Zo\u00eb the First' }, { userId: mia.userId })),
    ).toBe('done');
    const raced = await Promise.all(
      Array.from({ length: 8 }, async () =>
        codeOf(accept({ token: await link(address()), password: 'correct horse', alias: 'Anna' })),
      ),
    );
    expect(raced.filter((outcome) => outcome === 'done')).toHaveLength(1);
  });

  it('I-6: is for its recipient, in time', async () => {
    const [mia, eve] = [world.accounts.add(address(), 'Mia'), world.accounts.add(address(), 'Eve')];
    const token = await link(mia.email);
    expect(await codeOf(accept({ token }, { userId: eve.userId }))).toBe('NOT_INVITATION_RECIPIENT');
    expect(await codeOf(accept({ token, password: 'correct horse', alias: 'Mia B.' }))).toBe('SIGN_IN_REQUIRED');
    expect(await codeOf(accept({ token }))).toBe('SIGN_IN_REQUIRED');
    expect(await codeOf(accept({ token: `${token}x` }, { userId: mia.userId }))).toBe('INVITATION_NOT_FOUND');
    expect(await codeOf(accept({ token: await link(address()) }))).toBe('VALIDATION_FAILED');
    world.wait({ days: 7 });
    expect(await codeOf(accept({ token }, { userId: mia.userId }))).toBe('INVITATION_EXPIRED');
  });

  it('B4: whoever else opens a link hears of a store that does not answer, not that there is no invitation', async () => {
    const [mia, eve] = [world.accounts.add(address(), 'Mia'), world.accounts.add(address(), 'Eve')];
    const token = await link(mia.email);
    const silent = jest
      .spyOn(world.store, 'preview')
      .mockRejectedValueOnce(new EventStoreUnavailable('reading the organization'));
    await expect(accept({ token }, { userId: eve.userId })).rejects.toBeInstanceOf(EventStoreUnavailable);
    silent.mockRestore();
  });

  it('whoever was removed and is invited again is the same person', async () => {
    const mia = world.accounts.add(address(), 'Mia');
    const { personId } = await accept({ token: await link(mia.email) }, { userId: mia.userId });
    await world.store.decide(target(), contextOf(olga.actor), (state, facts) =>
      removeMember(state, { organizationId: olga.organizationId, personId, owned: [] }, facts),
    );
    expect(await accept({ token: await link(mia.email) }, { userId: mia.userId })).toMatchObject({
      personId,
      userId: mia.userId,
    });
  });

  it('no address and no name is readable in the stored events', async () => {
    const email = address();
    await link(email);
    const stored: string[] = [];
    for await (const { raw } of world.store.read(`organization-${olga.organizationId}`))
      stored.push(Buffer.from(raw.data).toString(), Buffer.from(raw.metadata).toString());
    expect(stored.join('\n')).not.toMatch(new RegExp(`${email}|${olga.owner.email}|Olga|Default workspace`, 'i'));
  });
});
