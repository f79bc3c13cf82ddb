import {
  granted,
  memberAdded,
  peoplesPermissions,
  personKeyMay,
  roleCreated,
  systemRole,
  type OrganizationEvent,
  type Permission,
  type Role,
} from '@annals/contracts';
import { fold, Refused, someFacts, type Decide, type Facts, type Frozen } from '@annals/kernel';
import { scaled } from '@annals/testing';
import fc from 'fast-check';
import { acceptInvitation } from '../commands/accept-invitation/accept-invitation';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { changeRolePermissions } from '../commands/change-role-permissions/change-role-permissions';
import { cloneRole } from '../commands/clone-role/clone-role';
import { createRole } from '../commands/create-role/create-role';
import { inviteMember } from '../commands/invite-member/invite-member';
import { removeMember } from '../commands/remove-member/remove-member';
import { resendInvitation } from '../commands/resend-invitation/resend-invitation';
import { retireRole } from '../commands/retire-role/retire-role';
import { revokeInvitation } from '../commands/revoke-invitation/revoke-invitation';
import { setDefaultRole } from '../commands/set-default-role/set-default-role';
import { bitsOf, ReferencePrivileges } from '../testing/reference-privileges';
import { founded, olga, organizationId } from '../testing/some-organization';
import { organization, type Organization } from './organization';
import { ownRoles } from './roles';

const GRAPHS = scaled(1_000, 10_000);
const PATHS = [
  'invite',
  'resend',
  'revoke',
  'accept',
  'change',
  'remove',
  'key',
  'create',
  'clone',
  'rewrite',
  'retire',
  'default',
] as const;

/** Numbers that pick something of what there is when an act is tried. */
const number = fc.nat(1_000);
const some = fc.subarray([...peoplesPermissions]);
/** Handing out and making roles are in many of them, or little would ever be allowed. */
const role = fc
  .tuple(some, fc.subarray<Permission>(['invitations:manage', 'members.roles:change', 'roles.custom:manage']))
  .map((parts) => parts.flat());
const graph = fc.record({
  own: fc.array(role, { minLength: 2, maxLength: 4 }),
  holders: fc.array(fc.array(number, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 5 }),
  acts: fc.array(
    fc.record({
      path: fc.constantFrom(...PATHS),
      by: number,
      whom: number,
      roles: fc.array(number, { minLength: 1, maxLength: 2 }),
      permissions: some,
      which: number,
      replaces: fc.boolean(),
    }),
    { minLength: 12, maxLength: 24 },
  ),
});
type Graph = typeof graph extends fc.Arbitrary<infer G> ? G : never;
type Act = Graph['acts'][number];

/** Both sides of one organization: what decides, and the reference. */
class Both {
  readonly state = fold(organization, founded);
  readonly reference = new ReferencePrivileges();
  private made = 0;

  constructor({ own, holders }: Graph) {
    this.reference.members.set(olga.personId, new Set(['owner']));
    for (const permissions of own) {
      const roleId = this.next('own');
      this.add([roleCreated({ roleId, permissions }, { name: roleId })]);
      this.reference.own.set(roleId, bitsOf(permissions));
    }
    for (const held of holders) {
      const personId = this.next('person');
      const roles = [...new Set(held.map((n) => this.role(n)))];
      this.add([
        memberAdded({ personId, userId: `of-${personId}`, roles, via: 'invitation' }, { email: 'a@b.c', alias: 'A' }),
      ]);
      this.reference.members.set(personId, new Set(roles));
    }
  }

  next = (noun: string): string => `${noun}-${(this.made += 1)}`;
  add = (events: readonly OrganizationEvent[]): void => void fold(organization, events, this.state);
  role = (n: number): Role => pick([...systemRole.options, ...this.reference.own.keys()], n);
  person = (n: number): string => pick([...this.reference.members.keys()], n);
  bits = (personId: string): bigint => bitsOf(this.grants(personId).keys());
  grants = (personId: string) =>
    granted(this.state.people.members.get(personId)?.roles ?? [], ownRoles(this.state.roles));

  /** What the guard and then the decision make of it; undefined where one of them says no. */
  try<C>(
    decide: Decide<Organization, C, OrganizationEvent>,
    command: C,
    { by, permission }: { readonly by: string; readonly permission?: Permission },
  ): readonly OrganizationEvent[] | undefined {
    if (permission !== undefined && !this.grants(by).has(permission)) return undefined;
    return unlessRefused(() => decide(this.state as Frozen<Organization>, command, this.facts(by)));
  }

  facts = (by: string): Facts => ({
    ...someFacts,
    actor: `user:${by === olga.personId ? olga.userId : `of-${by}`}`,
    id: this.next,
  });
}

const pick = <T>(all: readonly T[], n: number): T => {
  const found = all[n % all.length];
  if (found === undefined) throw new Error('There is nothing to pick from');
  return found;
};

function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** An act on both sides. `backed` by whom: whose rights stand behind what comes of it. */
interface Outcome {
  readonly expected: boolean;
  readonly events: readonly OrganizationEvent[] | undefined;
  readonly backed: string;
  /** What becomes true in the reference. */
  readonly apply: () => void;
}

const nothing = (): void => undefined;

function ofInvitations(both: Both, act: Act): Outcome {
  const { reference } = both;
  const by = both.person(act.by);
  const permission = 'invitations:manage';
  if (act.path === 'invite') {
    const roles = [...new Set(act.roles.map((n) => both.role(n)))];
    const personId = both.next('guest');
    const events = both.try(inviteMember, { organizationId, personId, email: 'a@b.c', roles }, { by, permission });
    const invitationId = events?.flatMap((each) => (each.type === 'MemberInvited' ? [each.data.invitationId] : []))[0];
    const apply = () => void reference.invited.set(invitationId ?? '', { by, personId, roles: new Set(roles) });
    return { expected: reference.invites(by, roles), events, backed: by, apply };
  }
  if (reference.invited.size === 0) return { expected: false, events: undefined, backed: by, apply: nothing };
  const [invitationId, invited] = pick([...reference.invited], act.which);
  const named = { organizationId, invitationId };
  if (act.path === 'accept') {
    const generation = both.state.invitations.all.get(invitationId)?.generation ?? 0;
    const { personId } = invited;
    const events = both.try(
      acceptInvitation,
      { ...named, generation, userId: `of-${personId}`, email: 'a@b.c', alias: personId },
      { by: personId },
    );
    const apply = () => {
      reference.invited.delete(invitationId);
      reference.members.set(personId, new Set(invited.roles));
    };
    return { expected: reference.accepts(invitationId), events, backed: invited.by, apply };
  }
  const expected = reference.handles(by, invitationId);
  if (act.path === 'resend') {
    const events = both.try(resendInvitation, named, { by, permission });
    return { expected, events, backed: by, apply: () => void reference.invited.set(invitationId, { ...invited, by }) };
  }
  const events = both.try(revokeInvitation, named, { by, permission });
  return { expected, events, backed: by, apply: () => void reference.invited.delete(invitationId) };
}

function ofMembers(both: Both, act: Act): Outcome {
  const { reference } = both;
  const [by, personId] = [both.person(act.by), both.person(act.whom)];
  if (act.path === 'remove') {
    const events = both.try(
      removeMember,
      { organizationId, personId, owned: [] },
      { by, permission: 'members:remove' },
    );
    const apply = () => void reference.members.delete(personId);
    return { expected: reference.removes(by, personId), events, backed: by, apply };
  }
  if (act.path === 'key') {
    const may = bitsOf(personKeyMay(act.permissions, both.grants(by)).keys());
    expect({ act, may }).toEqual({ act, may: reference.keyMay(by, act.permissions) });
    return { expected: may !== 0n, events: may === 0n ? undefined : [], backed: by, apply: nothing };
  }
  const roles = [...new Set(act.roles.map((n) => both.role(n)))];
  const events = both.try(
    changeMemberRoles,
    { organizationId, personId, roles },
    { by, permission: 'members.roles:change' },
  );
  const apply = () => void reference.members.set(personId, new Set(roles));
  return { expected: reference.changes(by, personId, roles), events, backed: by, apply };
}

function ofRoles(both: Both, act: Act): Outcome {
  const { reference } = both;
  const by = both.person(act.by);
  const allowed = { by, permission: 'roles.custom:manage' } as const;
  const roleId = both.role(act.which);
  const { permissions } = act;
  const name = both.next('name');
  const madeOf = (events: readonly OrganizationEvent[] | undefined) =>
    void events?.forEach((each) => {
      if (each.type === 'RoleCreated') reference.own.set(each.data.roleId, bitsOf(each.data.permissions));
    });
  switch (act.path) {
    case 'create': {
      const events = both.try(createRole, { organizationId, name, permissions }, allowed);
      return { expected: reference.makes(by, permissions), events, backed: by, apply: () => madeOf(events) };
    }
    case 'clone': {
      const events = both.try(cloneRole, { organizationId, name, role: roleId }, allowed);
      return { expected: reference.copies(by, roleId), events, backed: by, apply: () => madeOf(events) };
    }
    case 'rewrite': {
      const events = both.try(changeRolePermissions, { organizationId, roleId, permissions }, allowed);
      const apply = () => void reference.own.set(roleId, bitsOf(permissions));
      return { expected: reference.rewrites(by, roleId, permissions), events, backed: by, apply };
    }
    case 'retire': {
      const replacedBy = act.replaces ? both.role(act.whom) : undefined;
      const events = both.try(retireRole, { organizationId, roleId, replacedBy }, allowed);
      const apply = () => reference.replace(roleId, replacedBy);
      return { expected: reference.retires(by, roleId, replacedBy), events, backed: by, apply };
    }
    default: {
      const events = both.try(setDefaultRole, { organizationId, role: roleId }, allowed);
      const apply = () => void (reference.default = roleId);
      return { expected: reference.setsDefault(by, roleId), events, backed: by, apply };
    }
  }
}

function tried(both: Both, act: Act): Outcome {
  if (['invite', 'resend', 'revoke', 'accept'].includes(act.path)) return ofInvitations(both, act);
  return ['change', 'remove', 'key'].includes(act.path) ? ofMembers(both, act) : ofRoles(both, act);
}

describe('S15: who may give whom what', () => {
  it(`W2: is in ${GRAPHS} random organizations, on every path, what the reference says: 0 differences`, () => {
    const allowed = new Map<string, number>();
    let differences = 0;
    fc.assert(
      fc.property(graph, (given) => {
        const both = new Both(given);
        for (const act of given.acts) {
          const before = new Map(
            [...both.reference.members.keys()].map((personId) => [personId, both.reference.bits(personId)]),
          );
          const { expected, events, backed, apply } = tried(both, act);
          const passedOn = both.reference.passesOn(backed);
          if ((events !== undefined) !== expected) differences += 1;
          expect({ act, allowed: events !== undefined }).toEqual({ act, allowed: expected });
          if (events === undefined) continue;
          allowed.set(act.path, (allowed.get(act.path) ?? 0) + 1);
          both.add(events);
          apply();
          for (const personId of both.reference.members.keys()) {
            const now = both.bits(personId);
            expect({ act, now }).toEqual({ act, now: both.reference.bits(personId) });
            // nobody has more than before but by what whoever stands behind it may pass on
            expect(now & ~(before.get(personId) ?? 0n) & ~passedOn).toBe(0n);
          }
        }
      }),
      { numRuns: GRAPHS },
    );
    expect(differences).toBe(0);
    // every path was gone to its end, many times
    for (const path of PATHS)
      expect({ path, often: (allowed.get(path) ?? 0) > GRAPHS / 50 }).toEqual({ path, often: true });
  });
});
