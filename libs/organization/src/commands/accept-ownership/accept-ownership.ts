import { memberRolesChanged, refused, type OrganizationEvent, type Role } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { handOver } from '../../organization/ownership';
import { activeMember, actingMember } from '../../organization/people';
import { mustHaveCooledOff } from '../../organization/profiles';
import { inOrder } from '../../organization/roles';
import { mustHaveSeat } from '../../organization/seating';

export interface AcceptOwnership {
  readonly organizationId: string;
}

/**
 * W1: whom it was offered to becomes an owner, and who offered it an Admin where they chose so, in one append: there is
 * an owner at every instant (I-1), with a seat (I-2).
 */
export const acceptOwnership: Decide<Organization, AcceptOwnership, OrganizationEvent> = (
  state,
  _command,
  { actor, now },
) => {
  const {
    people,
    profiles,
    ownership: { offer },
  } = state;
  const member = actingMember(people, actor);
  if (offer?.offeredTo !== member.personId) throw refused('OWNERSHIP_OFFER_NOT_FOUND');
  if (now >= offer.expiresAt) throw refused('OWNERSHIP_OFFER_EXPIRED');
  mustHaveCooledOff(profiles, member.personId, now);
  const offerer = activeMember(people, offer.offeredBy);
  if (!offerer?.roles.includes('owner')) throw refused('OFFERER_NOT_ENTITLED');
  mustHaveSeat(state, { ...member, roles: ['owner'] }, now);
  const transferred = handOver(offerer, member, offer.offerId);
  if (!offer.stepsDown) return transferred;
  const roles = inOrder<Role>([...offerer.roles.filter((role) => role !== 'owner'), 'admin']);
  return [...transferred, memberRolesChanged({ personId: offerer.personId, roles: [...roles] })];
};
