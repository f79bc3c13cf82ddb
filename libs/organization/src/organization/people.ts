import { refused, type Role, type OrganizationEvent } from '@annals/contracts';
import { type Actor, type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';
import { without } from './roles';

/**
 * A person who belongs to the organization now. Names and addresses are sealed in the log; no decision rests on them.
 */
export interface Member {
  readonly personId: string;
  readonly userId: string;
  readonly roles: readonly Role[];
  /** A member still, who may do nothing until reinstated. */
  readonly suspended: boolean;
  /** Of an external: when their access ends by itself. */
  readonly accessUntil: Instant | undefined;
  /**
   * 1 when they first joined, one more each time that they came back: what ended with a membership does not come back
   * with them.
   */
  readonly membership: number;
}

export interface People {
  readonly members: Map<string, Member>;
  /** Account → person: who is behind a request. */
  readonly byUser: Map<string, string>;
  /** Former member → which membership ended last, and whose account that was (A2). */
  readonly former: Map<string, Pick<Member, 'userId' | 'membership'>>;
}

export const nobody = (): People => ({ members: new Map(), byUser: new Map(), former: new Map() });

function gone(people: People, personId: string): void {
  const member = people.members.get(personId);
  if (!member) return;
  people.members.delete(personId);
  people.byUser.delete(member.userId);
  people.former.set(personId, { userId: member.userId, membership: member.membership });
}

function change(people: People, personId: string, changes: Partial<Member>): void {
  const member = people.members.get(personId);
  if (member) people.members.set(personId, { ...member, ...changes });
}

export const peopleEvolve = {
  MemberAdded(people, { data: { personId, userId, roles, accessUntil } }): void {
    const membership = (people.former.get(personId)?.membership ?? 0) + 1;
    people.former.delete(personId);
    people.members.set(personId, { personId, userId, roles, suspended: false, accessUntil, membership });
    people.byUser.set(userId, personId);
  },
  /** Who is no external any more has no end either. */
  MemberRolesChanged: (people, { data: { personId, roles } }): void =>
    change(people, personId, { roles, ...(isExternal(roles) ? {} : { accessUntil: undefined }) }),
  MemberAccessEndSet: (people, { data }): void => change(people, data.personId, { accessUntil: data.until }),
  MemberSuspended: (people, { data }): void => change(people, data.personId, { suspended: true }),
  MemberReinstated: (people, { data }): void => change(people, data.personId, { suspended: false }),
  /** Whoever held it has its replacement; nobody is left without a role. */
  RoleRetired(people, { data: { roleId, replacedBy } }): void {
    for (const member of people.members.values())
      if (member.roles.includes(roleId))
        change(people, member.personId, { roles: without(member.roles, roleId, replacedBy) });
  },
  MemberRemoved: (people, { data }): void => gone(people, data.personId),
  MemberLeft: (people, { data }): void => gone(people, data.personId),
} satisfies SliceEvolve<People, OrganizationEvent>;

/** W15: who belongs to somebody else, and sees only what they were given. */
export const isExternal = (roles: readonly Role[]): boolean => roles.includes('external') && !roles.includes('owner');

/** The member that an account is here, suspended or not; undefined when it is none. */
export function memberOfUser(people: Frozen<People>, userId: string): Frozen<Member> | undefined {
  const personId = people.byUser.get(userId);
  return personId === undefined ? undefined : people.members.get(personId);
}

/** A member who is not suspended: whose roles count. */
export function activeMember(people: Frozen<People>, personId: string): Frozen<Member> | undefined {
  const member = people.members.get(personId);
  return member?.suspended === false ? member : undefined;
}

/** The member that an actor is here. Keys and the system are nobody: they hold no roles to hand on. */
export function memberOfActor(people: Frozen<People>, actor: Actor): Frozen<Member> | undefined {
  return actor.startsWith('user:') ? memberOfUser(people, actor.slice('user:'.length)) : undefined;
}

/**
 * The acting member, with the roles that the stream gives them at this revision: a guard may be 2 s behind.
 * @throws Refused ORG_NOT_FOUND for a person who is no member (any more) or suspended, FORBIDDEN for keys
 */
export function actingMember(people: Frozen<People>, actor: Actor): Frozen<Member> {
  const member = memberOfActor(people, actor);
  if (member?.suspended === false) return member;
  throw refused(actor.startsWith('user:') ? 'ORG_NOT_FOUND' : 'FORBIDDEN');
}

/** @throws Refused ALREADY_MEMBER where the person, or another one of the same account, belongs to it, suspended or not */
export function mustNotBeMember(
  { members, byUser }: Frozen<People>,
  { personId, userId }: { readonly personId: string; readonly userId: string },
): void {
  if (members.has(personId) || byUser.has(userId)) throw refused('ALREADY_MEMBER');
}

/** @throws Refused MEMBER_NOT_FOUND */
export function mustBeMember(people: Frozen<People>, personId: string): Frozen<Member> {
  const member = people.members.get(personId);
  if (!member) throw refused('MEMBER_NOT_FOUND');
  return member;
}

/**
 * I-1: at every instant somebody owns the organization who is not suspended.
 * @param leaving the member who is about to stop being an owner
 * @throws Refused LAST_OWNER
 */
export function mustNotBeLastOwner(people: Frozen<People>, leaving: Frozen<Member>): void {
  if (!leaving.roles.includes('owner')) return;
  for (const other of people.members.values())
    if (other.personId !== leaving.personId && !other.suspended && other.roles.includes('owner')) return;
  throw refused('LAST_OWNER');
}
