import { ownershipOfferWithdrawn, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrantOwner } from '../../organization/can-grant';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';

export interface EndOwnershipOffer {
  readonly organizationId: string;
}

/** W1: any owner takes the offer back. */
export const withdrawOwnershipOffer: Decide<Organization, EndOwnershipOffer, OrganizationEvent> = (
  state,
  _command,
  { actor },
) => {
  const {
    people,
    ownership: { offer },
  } = state;
  mustGrantOwner(state, actingMember(people, actor).roles);
  if (!offer) throw refused('OWNERSHIP_OFFER_NOT_FOUND');
  return [ownershipOfferWithdrawn({ offerId: offer.offerId })];
};

/** W1: whom it was offered to does not want it. */
export const declineOwnership: Decide<Organization, EndOwnershipOffer, OrganizationEvent> = (
  { people, ownership: { offer } },
  _command,
  { actor },
) => {
  if (offer?.offeredTo !== actingMember(people, actor).personId) throw refused('OWNERSHIP_OFFER_NOT_FOUND');
  return [ownershipOfferWithdrawn({ offerId: offer.offerId })];
};
