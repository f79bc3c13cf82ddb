import { memberAdded, systemRole, type OrganizationEvent, type SystemRole } from '@annals/contracts';
import { fold, Refused, someFacts, type Decide, type Frozen } from '@annals/kernel';
import fc from 'fast-check';
import { acceptOwnership } from '../commands/accept-ownership/accept-ownership';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { leaveOrganization } from '../commands/leave-organization/leave-organization';
import { offerOwnership } from '../commands/offer-ownership/offer-ownership';
import { reinstateMember } from '../commands/reinstate-member/reinstate-member';
import { removeMember } from '../commands/remove-member/remove-member';
import { suspendMember } from '../commands/suspend-member/suspend-member';
import { adam, founded, mia, olga, organizationId, oscar, type Someone } from '../testing/some-organization';
import { grantable } from './can-grant';
import { organization, type Organization } from './organization';

const people = [olga, oscar, adam, mia];
const roles = fc.uniqueArray(fc.constantFrom<SystemRole>('owner', 'admin', 'auditor', 'member'), {
  minLength: 1,
  maxLength: 4,
});
const someone = fc.constantFrom(...people);

type Act = (state: Frozen<Organization>) => readonly OrganizationEvent[];
const act =
  <C>(decide: Decide<Organization, C, OrganizationEvent>, command: C, { actor }: Someone): Act =>
  (state) =>
    decide(state, command, { ...someFacts, actor });

const acts = fc.oneof(
  fc
    .tuple(someone, someone, roles)
    .map(([by, { personId }, to]) => act(changeMemberRoles, { organizationId, personId, roles: to }, by)),
  fc
    .tuple(someone, someone)
    .map(([by, { personId }]) => act(removeMember, { organizationId, personId, owned: [] }, by)),
  fc
    .tuple(someone, someone)
    .map(([by, { personId }]) => act(suspendMember, { organizationId, personId, owned: [] }, by)),
  fc.tuple(someone, someone).map(([by, { personId }]) => act(reinstateMember, { organizationId, personId }, by)),
  fc
    .tuple(someone, fc.option(someone, { nil: undefined }))
    .map(([by, to]) => act(leaveOrganization, { organizationId, handOverTo: to?.personId, owned: [] }, by)),
  fc
    .tuple(someone, someone, fc.boolean())
    .map(([by, { personId }, stepsDown]) => act(offerOwnership, { organizationId, personId, stepsDown }, by)),
  someone.map((by) => act(acceptOwnership, { organizationId }, by)),
);

/** The events that an act leads to, none when it is refused. */
function attempt(state: Organization, each: Act): readonly OrganizationEvent[] {
  try {
    return each(state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
}

const rolesOf = ({ people: { members } }: Organization, personId: string) => members.get(personId)?.roles ?? [];

describe('the people of an organization', () => {
  const start = (given: readonly SystemRole[][]) =>
    fold(organization, [
      ...founded,
      ...[oscar, adam, mia].map(({ personId, userId, email, alias }, n) =>
        memberAdded({ personId, userId, roles: given[n] ?? ['member'], via: 'invitation' }, { email, alias }),
      ),
    ]);

  it('I-1: are never without an owner, whatever anybody tries', () =>
    fc.assert(
      fc.property(
        fc.array(roles, { minLength: 3, maxLength: 3 }),
        fc.array(acts, { maxLength: 40 }),
        (given, tried) => {
          const state = start(given);
          for (const each of tried) {
            fold(organization, attempt(state, each), state);
            const owners = [...state.people.members.values()].filter(({ roles: held }) => held.includes('owner'));
            expect(owners.some(({ suspended }) => !suspended)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    ));

  it('W2: nobody gives or takes what they may not grant, on any path', () =>
    fc.assert(
      fc.property(
        fc.array(roles, { minLength: 3, maxLength: 3 }),
        someone,
        someone,
        roles,
        (given, by, { personId }, to) => {
          const state = start(given);
          const reach: ReadonlySet<string> = new Set(grantable(state, rolesOf(state, by.personId), systemRole.options));
          const before = rolesOf(state, personId);
          const changed = attempt(state, act(changeMemberRoles, { organizationId, personId, roles: to }, by));
          if (changed.length > 0) expect([...before, ...to].every((name) => reach.has(name))).toBe(true);
          const removed = attempt(state, act(removeMember, { organizationId, personId, owned: [] }, by));
          if (removed.length > 0) expect(before.every((name) => reach.has(name))).toBe(true);
          expect(by.personId === personId && changed.length + removed.length > 0).toBe(false);
        },
      ),
      { numRuns: 500 },
    ));
});
