import {
  orgPolicyChanged,
  policiesChanged,
  refused,
  systemRole,
  type OrganizationEvent,
  type Permission,
  type PoliciesAsked,
} from '@annals/contracts';
import type { Decide, Frozen } from '@annals/kernel';
import { mustHold } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { allowedBy, type RolesHere } from '../../organization/roles';
import { mustFit } from '../../organization/seating';
import { mustBeFounded } from '../../organization/settings';

export type ChangePolicies = {
  readonly organizationId: string;
  /** Whether it has a verified domain: that is in another stream, so whoever asks says what was true a moment ago. */
  readonly hasOwnDomain?: boolean;
} & PoliciesAsked;

/**
 * X1–X15: what is asked becomes true, where it is not already. A policy is one more way to hand out rights, so nobody
 * widens a role by it beyond their own; and the role that people get by default is offered. I-2: where externals come to take seats, there are enough. I-6: who closes the door to
 * all but the own domains has one.
 */
export const changePolicies: Decide<Organization, ChangePolicies, OrganizationEvent> = (
  state,
  asked,
  { actor, now },
) => {
  const { settings, people, roles, policies } = state;
  mustBeFounded(settings);
  const changer = actingMember(people, actor);
  const changed = policiesChanged(policies.inForce, asked);
  if (Object.keys(changed).length === 0) return [];
  const inForce = { ...policies.inForce, ...changed };
  mustHold(state, changer.roles, widened(state, { roles, policies: { inForce } }));
  if (changed.hiddenRoles?.some((role) => role === roles.default)) throw refused('ROLE_IN_USE');
  if (changed.ownDomainsOnly === true && asked.hasOwnDomain !== true) throw refused('OWN_DOMAIN_REQUIRED');
  if (changed.externalsTakeSeats === true) mustFit({ ...state, policies: { inForce } }, now);
  return [orgPolicyChanged(changed)];
};

/** What built-in roles allow afterwards that they did not before. */
function widened(before: Frozen<RolesHere>, after: Frozen<RolesHere>): readonly Permission[] {
  return systemRole.options.flatMap((role) => {
    const had = allowedBy(before, role);
    return allowedBy(after, role).filter((name) => !had.includes(name));
  });
}
