import { memberRemoved, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { settled, type Settling } from '../../organization/asset-plan';
import type { Organization } from '../../organization/organization';
import { actingMember, mustBeMember, mustNotBeLastOwner } from '../../organization/people';
import { mustGrant } from '../../organization/can-grant';

export interface RemoveMember extends Settling {
  readonly organizationId: string;
  readonly personId: string;
}

/**
 * I-1, I-3, I-4: people whose roles are in the actor's reach, never the last owner, and never oneself (that is
 * leaving). I-7: what they own goes to somebody else or is held.
 */
export const removeMember: Decide<Organization, RemoveMember, OrganizationEvent> = (state, command, { actor }) => {
  const { people } = state;
  const { personId } = command;
  const remover = actingMember(people, actor);
  const member = mustBeMember(people, personId);
  mustGrant(state, remover.roles, member.roles);
  mustNotBeLastOwner(people, member);
  if (remover.personId === personId) throw refused('CANNOT_CHANGE_OWN_ACCESS');
  return [memberRemoved({ personId, ...settled(people, personId, command) })];
};
