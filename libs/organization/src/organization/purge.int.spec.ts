import {
  BILLING_KEY,
  billingAddressSet,
  organizationDeletionRequested,
  organizationPurged,
  ORGANIZATION_KEY,
} from '@annals/contracts';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import { anyStream, Died, dyingAt, sharedDatabase, write } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import {
  PurgeOrganizationHandler,
  PurgeOrganizationCommand,
} from '../commands/purge-organization/purge-organization.handler';
import { purgeWhatIsDue } from '../commands/purge-organization/purge-what-is-due.job';
import {
  AcceptInvitationCommand,
  AcceptInvitationHandler,
} from '../commands/accept-invitation/accept-invitation.handler';
import {
  DeclineInvitationCommand,
  DeclineInvitationHandler,
} from '../commands/decline-invitation/decline-invitation.handler';
import { InviteMemberCommand } from '../commands/invite-member/invite-member.handler';
import { contextOf, founded, startWorld, type World } from '../testing/a-world.service';
import { invitationPurpose, linkId } from './invitation-link';
import { InvitationReader } from './invitation-reader.service';
import { Invitees } from './invitees.service';
import { organization } from './organization';
import { OrganizationMemberships } from './organization-memberships.service';
import { Purge } from './purge.service';

jest.setTimeout(120_000);

describe('W19: the purge of an organization, on a real event store and vault', () => {
  let world: World;
  let elsewhere: ReturnType<World['another']>;
  beforeAll(async () => {
    world = await startWorld('purge', { sharedDatabase, startEventStore });
    elsewhere = world.another();
  });
  afterAll(async () => {
    await elsewhere.close();
    await world.stop();
  });

  const soon = fromMilliseconds(0);

  /** An organization whose deletion is due, with a person who is invited, and a billing key. */
  async function due() {
    const home = await founded(world);
    const { organizationId, actor } = home;
    const context = contextOf(actor);
    const email = `noor.${randomUUID()}@example.com`;
    const noor = await world.inviting.execute(
      new InviteMemberCommand({ organizationId, email, roles: ['member'] }, context),
    );
    await world.vault.keys.forSubject(organizationId, BILLING_KEY);
    await world.vault.apiKeys.issue(keyOf(organizationId));
    const target = { stream: organization, id: [organizationId] } as const;
    await world.store.decide(target, contextOf(actor), () => [
      organizationDeletionRequested({ since: soon, purgeAt: soon }),
    ]);
    return { ...home, target, noor: { ...noor, email } };
  }
  const keyOf = (organizationId: string) => ({
    keyId: randomUUID(),
    organizationId,
    holder: { kind: 'bot', id: randomUUID() } as const,
    permissions: [],
    expiresAt: '2099-01-01T00:00:00.000Z',
  });
  const purging = (objections: readonly { code: string }[] = []) =>
    new PurgeOrganizationHandler(world.store, world.vault, { against: () => Promise.resolve(objections) });
  const command = (organizationId: string) =>
    new PurgeOrganizationCommand({ organizationId }, contextOf('system:purge-what-is-due'));
  /** Carries a purge out; the whole process dies before the nth step of it. */
  const purgeThatDies = (nth: number) => {
    const dying = dyingAt(nth);
    const { purges, keys } = world.vault;
    const vault = Object.create(world.vault, {
      purges: { value: dying(purges) },
      keys: { value: dying(keys) },
    }) as typeof world.vault;
    return purge({ vault, accounts: dying(world.accounts) });
  };
  const purge = ({ vault, accounts }: Pick<World, 'vault' | 'accounts'> = world) =>
    new Purge(world.store, vault, accounts, { of: () => Promise.resolve() });
  const isDestroyed = async (organizationId: string, subject: string) =>
    world.vault.keys.forSubject(organizationId, subject).then(
      () => false,
      (error: unknown) => error instanceof Error && error.name === 'KeyDestroyed',
    );

  it('waits as long as somebody objects', async () => {
    const { organizationId, target } = await due();
    expect(await purging([{ code: 'UNPAID_INVOICES' }]).execute(command(organizationId))).toBe('held');
    expect((await world.store.state(target, 0)).state.lifecycle.status).toBe('pending_deletion');
    expect(await purging().execute(command(organizationId))).toBe('purged');
    expect((await world.store.state(target, 0)).state.lifecycle.status).toBe('deleted');
  });

  it('is asked about again an hour later where somebody objects, and stands before no other until then', async () => {
    const { vault } = world;
    const [held, other] = [await due(), await due()];
    const plan = (at: string) => vault.purges.plan(held.organizationId, at);
    await plan(soon);
    await vault.purges.plan(other.organizationId, plus(soon, { minutes: 1 }));
    const asked: string[] = [];
    const execute = ({ asked: { organizationId } }: PurgeOrganizationCommand) => {
      asked.push(organizationId);
      return Promise.resolve(organizationId === held.organizationId ? 'held' : 'purged');
    };
    const look = purgeWhatIsDue.does({ vault, commands: { execute } } as unknown as Parameters<
      typeof purgeWhatIsDue.does
    >[0]);
    const isDue = async (now: Instant) => (await vault.purges.due(now, 1))[0]?.organizationId;
    await look(plus(soon, { minutes: 2 }));
    expect(asked).toEqual([held.organizationId, other.organizationId]);
    expect(await isDue(plus(soon, { minutes: 61 }))).toBe(other.organizationId);
    await vault.purges.cancel(other.organizationId);
    expect(await isDue(plus(soon, { minutes: 62 }))).toBe(held.organizationId);
    await vault.purges.cancel(held.organizationId);
    await vault.purges.postpone(held.organizationId, soon);
    expect(await isDue(plus(soon, { days: 1 }))).toBeUndefined();
  });

  it('ends wherever it is killed, destroys every key but for billing, and keeps a ledger', async () => {
    for (let nth = 1; ; nth += 1) {
      const { organizationId, owner, noor, target } = await due();
      await purging().execute(command(organizationId));
      expect((await world.store.state(target, 0)).state.lifecycle.status).toBe('deleted');
      const decided = { organizationId, position: '0' };
      const died = await purgeThatDies(nth)
        .carryOut(decided)
        .then(
          () => false,
          (error: unknown) => error instanceof Died,
        );
      await purge().carryOut(decided);

      const { steps } = await world.vault.purges.entry(organizationId);
      expect(Object.keys(steps).sort()).toEqual(['access', 'keys', 'place', 'views']);
      const freed = world.accounts.freed.filter((each) => each.organizationId === organizationId);
      expect(freed.length).toBeGreaterThan(0); // D16: twice where it died before that was written down
      expect(new Set(freed.map(({ userId }) => userId))).toEqual(new Set([owner.userId]));
      const subjects = [ORGANIZATION_KEY, noor.personId, BILLING_KEY];
      expect(await Promise.all(subjects.map((subject) => isDestroyed(organizationId, subject)))).toEqual([
        true,
        true,
        false,
      ]);
      expect(await isDestroyed('account', owner.userId)).toBe(false);
      const memberships = new OrganizationMemberships(elsewhere, world.vault);
      await expect(memberships.of(organizationId, owner.userId)).rejects.toMatchObject({ code: 'ORG_PURGED' });
      expect(await memberships.of(organizationId, randomUUID())).toBeUndefined();
      if (!died) {
        expect(nth).toBeGreaterThan(5);
        return;
      }
    }
  });

  it('A18: opens a billing address by the billing key alone, also once the keys of the organization are destroyed', async () => {
    const { organizationId } = await due();
    const { keys } = world.vault;
    const said = { company: 'Halden Freight AS', street: 'Tollbugata 14', postalCode: '1767', town: 'Halden' };
    const text = { ...said, region: '', taxId: 'NO 918 274 655 MVA', invoicesTo: 'ines@acme.example' };
    await write(world.store, { stream: anyStream('billing'), id: [organizationId] }, [
      billingAddressSet({ country: 'NO' }, text),
    ]);
    const addressBy = async (store: World['store']) => (await store.eventAt(`billing-${organizationId}`, 0))?.text;
    expect(await addressBy(elsewhere)).toEqual(text);

    const [own, billing] = [
      await keys.forSubject(organizationId, ORGANIZATION_KEY),
      await keys.forSubject(organizationId, BILLING_KEY),
    ];
    /** A process that takes this for the key that is asked for. */
    const taking = ({ key }: { key: Buffer }) =>
      world.another({
        forSubject: (scope, subject) => keys.forSubject(scope, subject),
        open: async (ids) => new Map(ids.map((id) => [id, key])),
      });
    const [byOwn, byBilling] = [taking(own), taking(billing)];
    await expect(addressBy(byOwn)).rejects.toThrow();
    expect(await addressBy(byBilling)).toEqual(text);
    await Promise.all([byOwn.close(), byBilling.close()]);

    await purging().execute(command(organizationId));
    await purge().carryOut({ organizationId, position: '0' });
    expect([await isDestroyed(organizationId, ORGANIZATION_KEY), await addressBy(elsewhere)]).toEqual([true, text]);
  });

  it('leaves no invitation to who was invited, also in a process that has read nothing of it yet', async () => {
    const { organizationId, noor } = await due();
    await purging().execute(command(organizationId));
    await purge().carryOut({ organizationId, position: '0' });
    const { userId } = world.accounts.add(noor.email, 'Noor');
    const ids = { organizationId, invitationId: noor.invitationId };
    const [principal, context] = [
      { kind: 'user', id: userId, actor: `user:${userId}` } as const,
      contextOf(`user:${userId}`),
    ];
    const { vault, accounts, aliases, domains } = world;
    const invitees = new Invitees(elsewhere, vault, accounts);
    const reader = new InvitationReader(elsewhere, vault);
    expect(await invitees.invitationFor(userId, ids)).toBeUndefined();
    const token = vault.secrets.mint(invitationPurpose, linkId(ids), 1);
    const none = { code: 'INVITATION_NOT_FOUND' };
    await expect(
      new AcceptInvitationHandler(elsewhere, accounts, reader, invitees, aliases, domains).execute(
        new AcceptInvitationCommand({ token, alias: 'Noor' }, context, principal),
      ),
    ).rejects.toMatchObject(none);
    await expect(
      new DeclineInvitationHandler(elsewhere, invitees).execute(new DeclineInvitationCommand(ids, context, principal)),
    ).rejects.toMatchObject(none);
  });

  it('ends the billing key when its years are over: not sooner, once, and also where somebody died over it', async () => {
    const { vault } = world;
    const [home, ended, died] = [await founded(world), await due(), await due()];
    await vault.keys.forSubject(home.organizationId, BILLING_KEY);
    for (const { organizationId } of [ended, died]) {
      await purging().execute(command(organizationId));
      await purge().carryOut({ organizationId, position: '0' });
    }
    const all = [home, ended, died].map(({ organizationId }) => organizationId);
    const gone = () => Promise.all(all.map((each) => isDestroyed(each, BILLING_KEY)));
    const lineOf = async (organizationId: string) => (await vault.purges.entry(organizationId)).steps.billing;
    const { keys: since = soon } = (await vault.purges.entry(ended.organizationId)).steps;

    await world.endingBilling(plus(since, { days: 3651 })); // ten years have two or three leap days
    expect([await gone(), await lineOf(ended.organizationId)]).toEqual([[false, false, false], undefined]);
    await vault.keys.destroy(died.organizationId, BILLING_KEY);
    await world.endingBilling(plus(since, { days: 3654 }));
    expect(await gone()).toEqual([false, true, true]);
    const lines = await Promise.all(all.map(lineOf));
    expect(lines).toEqual([undefined, expect.any(String), expect.any(String)]);
    world.wait({ days: 1 });
    await world.endingBilling(plus(since, { days: 9999 }));
    expect([await gone(), await Promise.all(all.map(lineOf))]).toEqual([[false, true, true], lines]);
  });

  it('is decided once, however often it is asked for', async () => {
    const { organizationId, target } = await due();
    const answers = await Promise.all([1, 2, 3].map(() => purging().execute(command(organizationId))));
    expect(answers).toEqual(['purged', 'purged', 'purged']);
    const { revision } = await world.store.state(target, 0);
    expect((await world.store.eventAt(`organization-${organizationId}`, revision))?.type).toBe(organizationPurged.type);
    expect((await world.store.eventAt(`organization-${organizationId}`, revision - 1))?.type).toBe(
      organizationDeletionRequested.type,
    );
  });
});
