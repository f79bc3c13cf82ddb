import { reaction } from '@annals/views';

/** Queue of mails about offers of ownership. */
export const ownershipOffers = 'ownership-offers';

/** W1: whoever is to own an organization hears of it, also when they do not look at its pages. */
export const mailOfferWhenOwnershipIsOffered = reaction({
  name: 'mail-offer-when-ownership-is-offered',
  on: {
    OwnershipOffered: ({ organization, data: { offerId } }) => [
      { queue: ownershipOffers, key: offerId, payload: { organizationId: organization, offerId } },
    ],
  },
});
