import { memberLeft, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { settled, type Settling } from '../../organization/asset-plan';
import { mustGrantOwner } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { handOver, mustBeAbleToOwn } from '../../organization/ownership';
import { actingMember, mustNotBeLastOwner } from '../../organization/people';
import { mustHaveCooledOff } from '../../organization/profiles';

export interface LeaveOrganization extends Settling {
  readonly organizationId: string;
  /** Who becomes an owner in the same moment. */
  readonly handOverTo?: string | undefined;
}

/** I-1, W1: everybody may go; the last owner hands the organization over in the same append, and the successor gets what no plan names. */
export const leaveOrganization: Decide<Organization, LeaveOrganization, OrganizationEvent> = (
  state,
  { handOverTo, assetPlan, owned },
  { actor, now },
) => {
  const { people, profiles } = state;
  const leaver = actingMember(people, actor);
  const leaves = (plan: Settling) =>
    memberLeft({ personId: leaver.personId, ...settled(people, leaver.personId, plan) });
  if (handOverTo === undefined) {
    mustNotBeLastOwner(people, leaver);
    return [leaves({ assetPlan, owned })];
  }
  mustGrantOwner(state, leaver.roles);
  if (handOverTo === leaver.personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  const successor = mustBeAbleToOwn(people, handOverTo);
  const left = leaves({ owned, assetPlan: { bots: [], others: handOverTo, ...assetPlan } });
  if (successor.roles.includes('owner')) return [left];
  mustHaveCooledOff(profiles, handOverTo, now);
  return [...handOver(leaver, successor), left];
};
