import { ownershipOffered, refused, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { mustGrantOwner } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { mustBeAbleToOwn, offerLife } from '../../organization/ownership';
import { actingMember } from '../../organization/people';
import { mustHaveCooledOff } from '../../organization/profiles';

export interface OfferOwnership {
  readonly organizationId: string;
  readonly personId: string;
  /** Whether whoever offers becomes an Admin when it is accepted. */
  readonly stepsDown: boolean;
}

/** W1: an owner offers an active member to own the organization, one at a time. */
export const offerOwnership: Decide<Organization, OfferOwnership, OrganizationEvent> = (
  state,
  { personId, stepsDown },
  { actor, now, id },
) => {
  const {
    people,
    profiles,
    ownership: { offer },
  } = state;
  const owner = actingMember(people, actor);
  mustGrantOwner(state, owner.roles);
  const member = mustBeAbleToOwn(people, personId);
  if (member.roles.includes('owner')) throw refused('ALREADY_OWNER');
  if (offer && now < offer.expiresAt) {
    const same = offer.offeredBy === owner.personId && offer.offeredTo === personId && offer.stepsDown === stepsDown;
    if (same) return [];
    throw refused('OWNERSHIP_OFFER_OPEN');
  }
  mustHaveCooledOff(profiles, personId, now);
  const expiresAt = plus(now, offerLife);
  return [
    ownershipOffered({ offerId: id('offer'), offeredBy: owner.personId, offeredTo: personId, stepsDown, expiresAt }),
  ];
};
