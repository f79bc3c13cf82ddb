import { memberAccessEndSet, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import { mustBeAnEnd } from '../../organization/access-end';
import { mustGrant } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember, mustBeMember } from '../../organization/people';

export interface SetAccessEnd {
  readonly organizationId: string;
  readonly personId: string;
  /** null: no end. */
  readonly until: Instant | null;
}

/** W15, I-3, I-4: when the access of an external ends by itself; for who may give and take their roles. */
export const setAccessEnd: Decide<Organization, SetAccessEnd, OrganizationEvent> = (
  state,
  { personId, until },
  { actor, now },
) => {
  const { people } = state;
  const changer = actingMember(people, actor);
  const member = mustBeMember(people, personId);
  mustGrant(state, changer.roles, member.roles);
  if (changer.personId === personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  if (until !== null) mustBeAnEnd(until, member.roles, now);
  if (member.accessUntil === (until ?? undefined)) return [];
  return [memberAccessEndSet({ personId, ...(until === null ? {} : { until }) })];
};
