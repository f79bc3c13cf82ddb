import {
  memberAdded,
  memberReinstated,
  memberRemoved,
  memberSuspended,
  orgPolicyChanged,
  roleCreated,
  seatLimitSet,
  type OrganizationEvent,
} from '@annals/contracts';
import { Refused, type Facts, type Frozen } from '@annals/kernel';
import { problemOf } from '@annals/platform';
import { scaled, sharedDatabase } from '@annals/testing';
import { randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { ChangeSlugCommand, ChangeSlugHandler } from '../commands/change-slug/change-slug.handler';
import { inviteMember } from '../commands/invite-member/invite-member';
import { joinByDomain } from '../commands/join-by-domain/join-by-domain';
import { reinstateMember } from '../commands/reinstate-member/reinstate-member';
import { leaveOrganization } from '../commands/leave-organization/leave-organization';
import { removeMember } from '../commands/remove-member/remove-member';
import { UpdateMyProfileCommand } from '../commands/update-my-profile/update-my-profile.handler';
import { retireRole } from '../commands/retire-role/retire-role';
import { suspendMember } from '../commands/suspend-member/suspend-member';
import { contextOf, founded, startWorld, type World } from '../testing/a-world.service';
import { organization, type Organization } from './organization';
import { seatsTaken } from './seating';
import { Slugs } from './slugs.service';
import { OrganizationMemberships } from './organization-memberships.service';
import { OrganizationWorkspaces } from './organization-workspaces.service';

jest.setTimeout(scaled(120_000, 3_600_000));

const REQUESTS = 100;
/** Rounds of different organizations do not touch each other. */
const AT_ONCE = 5;

interface Owner {
  readonly personId: string;
  readonly userId: string;
}
interface Attempt {
  readonly by: Pick<Owner, 'userId'>;
  readonly decide: (state: Frozen<Organization>, facts: Facts) => readonly OrganizationEvent[];
}

/** How often each was said. */
function tally(said: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of said) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
}

describe('people on a real event store', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld('people', { sharedDatabase, startEventStore });
  });
  afterAll(() => world.stop());

  const targetOf = (organizationId: string) => ({ stream: organization, id: [organizationId] }) as const;
  const write = (organizationId: string, ...events: readonly OrganizationEvent[]) =>
    world.store.decide(targetOf(organizationId), contextOf('system:spec'), () => events);
  const stateOf = async (organizationId: string) => (await world.store.state(targetOf(organizationId), 0)).state;

  async function twoOwners(): Promise<{ organizationId: string; a: Owner; b: Owner }> {
    const {
      organizationId,
      owner: { userId },
    } = await founded(world);
    const b = { personId: randomUUID(), userId: randomUUID() };
    await write(
      organizationId,
      memberAdded({ ...b, roles: ['owner'], via: 'invitation' }, { email: 'oscar@example.com', alias: 'Oscar' }),
    );
    const { people } = await stateOf(organizationId);
    return { organizationId, a: { userId, personId: people.byUser.get(userId) ?? '' }, b };
  }

  /** 'appended' for what was carried out, 'unchanged' where it was so already, else the code of the refusal. */
  async function outcomeOf(organizationId: string, { by, decide }: Attempt): Promise<string> {
    try {
      return (await world.store.decide(targetOf(organizationId), contextOf(`user:${by.userId}`), decide)).outcome;
    } catch (error) {
      if (error instanceof Refused) return String(error.code);
      throw error;
    }
  }

  const ways: readonly [string, number, (organizationId: string, by: Owner, against: Owner) => Attempt][] = [
    [
      'leave',
      scaled(10, 200),
      (organizationId, _, against) => ({
        by: against,
        decide: (state, facts) => leaveOrganization(state, { organizationId, owned: [] }, facts),
      }),
    ],
    [
      'are removed',
      scaled(10, 200),
      (organizationId, by, { personId }) => ({
        by,
        decide: (state, facts) => removeMember(state, { organizationId, personId, owned: [] }, facts),
      }),
    ],
    [
      'are suspended',
      scaled(5, 200),
      (organizationId, by, { personId }) => ({
        by,
        decide: (state, facts) => suspendMember(state, { organizationId, personId, owned: [] }, facts),
      }),
    ],
    [
      'are demoted',
      scaled(5, 200),
      (organizationId, by, { personId }) => ({
        by,
        decide: (state, facts) => changeMemberRoles(state, { organizationId, personId, roles: ['member'] }, facts),
      }),
    ],
  ];

  it.each(ways)(
    'R8 I-1: of two owners who %s at once, a hundred requests, half against each, exactly one goes (%d rounds)',
    async (_name, rounds, against) => {
      const round = async () => {
        const { organizationId, a, b } = await twoOwners();
        const attempts = Array.from({ length: REQUESTS }, (_, n) =>
          n % 2 === 0 ? against(organizationId, a, b) : against(organizationId, b, a),
        );
        const outcomes = await Promise.all(attempts.map((attempt) => outcomeOf(organizationId, attempt)));
        expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
        const { people } = await stateOf(organizationId);
        const owners = [...people.members.values()].filter(({ roles }) => roles.includes('owner'));
        expect(owners.filter(({ suspended }) => !suspended)).toHaveLength(1);
      };
      for (let done = 0; done < rounds; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, round));
    },
  );

  const LAST_SEAT = scaled(5, 200);
  it(`R8 I-2: of a hundred who want the last seat at once, by three ways, one has it (${LAST_SEAT} rounds)`, async () => {
    const round = async () => {
      const { organizationId, owner } = await founded(world);
      const resting = Array.from({ length: 33 }, () => ({ personId: randomUUID(), userId: randomUUID() }));
      const rest = resting.flatMap((each) => [
        memberAdded({ ...each, roles: ['member'], via: 'invitation' }, { email: 'a@example.com', alias: 'A' }),
        memberSuspended({ personId: each.personId }),
      ]);
      await write(organizationId, ...rest, seatLimitSet({ limit: 2 }));
      const somebody = () => ({ personId: randomUUID(), email: `${randomUUID()}@example.com` });
      const ways: readonly Attempt[] = resting.flatMap(({ personId }) => {
        const [newcomer, guest] = [{ ...somebody(), userId: randomUUID(), alias: personId }, somebody()];
        return [
          { by: owner, decide: (state, facts) => reinstateMember(state, { organizationId, personId }, facts) },
          { by: newcomer, decide: (state, facts) => joinByDomain(state, newcomer, facts) },
          {
            by: owner,
            decide: (state, facts) => inviteMember(state, { organizationId, ...guest, roles: ['member'] }, facts),
          },
        ];
      });
      const said = await Promise.all(ways.map((attempt) => outcomeOf(organizationId, attempt)));
      expect(tally(said)).toEqual({ appended: 1, SEAT_LIMIT_REACHED: ways.length - 1 });
      const { used, pending } = seatsTaken(await stateOf(organizationId), new Date().toISOString());
      expect(used + pending).toBe(2);
    };
    for (let done = 0; done < LAST_SEAT; done += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, round));
  });

  /** So many members, each called differently. */
  async function crowd(size: number) {
    const { organizationId, owner } = await founded(world);
    const people = Array.from({ length: size }, (_, n) => ({
      personId: randomUUID(),
      userId: randomUUID(),
      alias: `Member ${n}`,
    }));
    const joins = people.map(({ alias, ...ids }) =>
      memberAdded({ ...ids, roles: ['member'], via: 'invitation' }, { email: `${ids.personId}@example.com`, alias }),
    );
    await write(organizationId, ...joins);
    for (const person of people) await world.aliases.keep({ organizationId, ...person });
    return { organizationId, owner, people };
  }

  /** Whoever hears that the vault did not answer in time asks again with the same key, as clients do. */
  const renames = async (
    organizationId: string,
    userId: string,
    alias: string,
    context = contextOf(`user:${userId}`),
  ): Promise<string> => {
    try {
      await world.naming.execute(new UpdateMyProfileCommand({ organizationId, alias }, context));
      return 'renamed';
    } catch (error) {
      const { code } = problemOf(error);
      if (code === 'UNAVAILABLE') return renames(organizationId, userId, alias, context);
      if (error instanceof Refused) return code;
      throw error;
    }
  };

  it('R8 B3: of a hundred members who want one name at once exactly one has it; it is free once they are called otherwise', async () => {
    const { organizationId, people } = await crowd(REQUESTS);
    const [first, second] = people;
    if (!first || !second) throw new Error('There is nobody');
    for (let round = 0; round < scaled(3, 200); round += 1) {
      const alias = `Round ${round}`;
      const said = await Promise.all(people.map(({ userId }) => renames(organizationId, userId, alias)));
      expect(said.filter((each) => each === 'renamed')).toHaveLength(1);
      expect(said.filter((each) => each === 'ALIAS_TAKEN')).toHaveLength(REQUESTS - 1);
    }
    expect(await renames(organizationId, first.userId, 'Ada')).toBe('renamed');
    expect(await renames(organizationId, second.userId, 'ADA')).toBe('ALIAS_TAKEN');
    expect(await renames(organizationId, first.userId, 'Ada Berg')).toBe('renamed');
    expect(await renames(organizationId, second.userId, 'ADA')).toBe('renamed');
  });

  it('R8 B8: a role that is retired while it is granted, a hundred requests, is retired or held, never both', async () => {
    const { organizationId, owner, people } = await crowd(REQUESTS / 2);
    const half = people.length;
    const retired = {
      retires: { appended: 1, ROLE_NOT_FOUND: half - 1 },
      grants: { ROLE_NOT_FOUND: half },
      holders: 0,
    };
    const held = { retires: { ROLE_IN_USE: half }, grants: { appended: half }, holders: half };
    for (let round = 0; round < scaled(4, 200); round += 1) {
      const roleId = randomUUID();
      await write(organizationId, roleCreated({ roleId, permissions: ['org:read'] }, { name: roleId }));
      const retire: Attempt = {
        by: owner,
        decide: (state, facts) => retireRole(state, { organizationId, roleId }, facts),
      };
      const grants = people.map(({ personId }): Attempt => ({
        by: owner,
        decide: (state, facts) => changeMemberRoles(state, { organizationId, personId, roles: [roleId] }, facts),
      }));
      // each kind is first in turn
      const attempts = grants.flatMap((grant) => (round % 2 === 0 ? [retire, grant] : [grant, retire]));
      const said = await Promise.all(attempts.map((attempt) => outcomeOf(organizationId, attempt)));
      const { members } = (await stateOf(organizationId)).people;
      expect([retired, held]).toContainEqual({
        retires: tally(said.filter((_, n) => attempts[n] === retire)),
        grants: tally(said.filter((_, n) => attempts[n] !== retire)),
        holders: [...members.values()].filter(({ roles }) => roles.includes(roleId)).length,
      });
    }
  });

  it('R8 A14: of ten organizations that want one address at once, a hundred requests, exactly one has it', async () => {
    const changing = new ChangeSlugHandler(world.store, new Slugs(world.store, world.vault));
    const homes = await Promise.all(Array.from({ length: 10 }, () => founded(world)));
    const changes = async ({ organizationId, actor }: (typeof homes)[number], slug: string): Promise<string> => {
      try {
        await changing.execute(new ChangeSlugCommand({ organizationId, slug }, contextOf(actor)));
        return organizationId;
      } catch (error) {
        if (error instanceof Refused) return String(error.code);
        throw error;
      }
    };
    for (let round = 0; round < scaled(2, 200); round += 1) {
      const slug = `round-${randomUUID().slice(0, 8)}`;
      const wanted = Array.from({ length: REQUESTS / homes.length }, () => homes).flat();
      const said = await Promise.all(wanted.map((home) => changes(home, slug)));
      const [winner, ...others] = new Set(said.filter((each) => each !== 'SLUG_TAKEN'));
      expect([winner === undefined, others]).toEqual([false, []]);
      const named = await Promise.all(homes.map(async (home) => (await stateOf(home.organizationId)).settings.slug));
      expect(named.filter((each) => each === slug)).toHaveLength(1);
    }
  });

  it('A9: organizations of one name have different addresses', async () => {
    const address = `same.${randomUUID().slice(0, 8)}@example.com`;
    const slugs = await Promise.all(
      [1, 2, 3].map(async () => {
        const [organizationId, userId] = [randomUUID(), randomUUID()];
        await world.founding.found({ organizationId, userId, email: address, alias: 'John' }, contextOf('system:spec'));
        return (await stateOf(organizationId)).settings.slug ?? '';
      }),
    );
    const base = address.replace('@example.com', '').replace('.', '-');
    expect(slugs.sort()).toEqual([base, `${base}-2`, `${base}-3`]);
  });

  it('D22: founding is done once, whoever repeats it and whenever', async () => {
    const owner = world.accounts.add('john+shop@example.com', 'John');
    const organizationId = randomUUID();
    const effects = await Promise.all(
      Array.from({ length: 20 }, () =>
        world.founding.found({ organizationId, ...owner }, contextOf(`user:${owner.userId}`)),
      ),
    );
    const later = await world.founding.found({ organizationId, ...owner }, contextOf('system:finish'));
    expect(new Set([...effects, later].map(({ revision, position }) => `${revision}@${position}`)).size).toBe(1);
    const { settings, people, workspaces } = await stateOf(organizationId);
    expect([later.revision, settings.name, people.members.size, workspaces.all.size]).toEqual([2, 'john', 1, 1]);
    expect(await world.vault.claims.find({ scope: organizationId, kind: 'email', value: owner.email })).toEqual({
      holder: people.byUser.get(owner.userId),
      state: 'held',
    });
  });

  it('A8: what an api that died has begun the worker founds once, also where the api was only slow', async () => {
    const owner = world.accounts.add('mia@example.com', 'Mia');
    const [organizationId, causedBy, correlation] = [randomUUID(), randomUUID(), randomUUID()];
    const begun = { userId: owner.userId, organizationId, causedBy, correlation };
    await Promise.all([1, 2].map(() => world.finishing(begun)));
    const { revision } = await world.founding.found({ organizationId, ...owner }, contextOf(`user:${owner.userId}`));
    const { settings, people } = await stateOf(organizationId);
    expect([revision, settings.name, people.members.size]).toEqual([2, 'mia', 1]);
    const nobodys = { ...begun, organizationId: randomUUID(), userId: randomUUID() };
    await world.finishing(nobodys); // erased meanwhile
    expect((await stateOf(nobodys.organizationId)).settings.created).toBe(false);
  });

  it('the ports: who is a member, and where things land', async () => {
    const { organizationId, a, b } = await twoOwners();
    const memberships = new OrganizationMemberships(world.store, world.vault);
    expect(await memberships.of(organizationId, a.userId)).toMatchObject({
      personId: a.personId,
      roles: ['owner'],
      revision: 3,
    });
    await write(organizationId, memberSuspended({ personId: b.personId }));
    expect(await memberships.of(organizationId, b.userId)).toBeUndefined();
    expect(await memberships.ofPerson(organizationId, b.personId, { fresh: true })).toBeUndefined();
    const even = await memberships.ofPerson(organizationId, b.personId, { evenSuspended: true });
    expect(even?.membership).toBe(1);
    await write(organizationId, memberReinstated({ personId: b.personId }));
    expect(await memberships.of(organizationId, b.userId)).toMatchObject({ roles: ['owner'] });
    await write(organizationId, memberRemoved({ personId: b.personId }));
    expect(await memberships.of(organizationId, b.userId)).toBeUndefined();
    expect(await memberships.of(randomUUID(), a.userId)).toBeUndefined();
    expect(await memberships.mayLeave(organizationId, true)).toBe(false);
    await write(organizationId, orgPolicyChanged({ knowledgeByMeaning: true }));
    expect(await memberships.mayLeave(organizationId, true)).toBe(true);
    const { workspaces } = await stateOf(organizationId);
    expect(await new OrganizationWorkspaces(world.store).defaultOf(organizationId)).toBe([...workspaces.all.keys()][0]);
    expect(await new OrganizationWorkspaces(world.store).defaultOf(randomUUID())).toBeUndefined();
  });

  // The last one: it moves the clock on by half a year.
  it('A14: an old address leads on for 179 days and is nobody else’s; after 181 it is free for whoever asks first', async () => {
    const slugs = new Slugs(world.store, world.vault);
    const changing = new ChangeSlugHandler(world.store, slugs);
    const [halden, oslo] = [await founded(world), await founded(world)];
    const old = `old-${randomUUID().slice(0, 8)}`;
    const change = ({ organizationId, actor }: typeof halden, slug: string) =>
      changing.execute(new ChangeSlugCommand({ organizationId, slug }, contextOf(actor)));
    await change(halden, old);
    await change(halden, `${old}-2`);
    world.wait({ days: 179 });
    expect(await slugs.find(old)).toBe(halden.organizationId);
    await expect(change(oslo, old)).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
    world.wait({ days: 2 });
    expect(await slugs.find(old)).toBeUndefined();
    await change(oslo, old);
    expect(await slugs.find(old)).toBe(oslo.organizationId);
    await expect(change(halden, old)).rejects.toMatchObject({ code: 'SLUG_TAKEN' });
    expect(await slugs.find(`${old}-2`)).toBe(halden.organizationId);
  });
});
