import { ownershipOffered, ownershipOfferWithdrawn } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { adam, founded, inAWeek, joined, mia, olga, organizationId, oscar } from '../../testing/some-organization';
import { declineOwnership, withdrawOwnershipOffer } from './withdraw-ownership-offer';

const offerId = '50000000-0000-4000-8000-000000000001';
const end = { organizationId };
const people = [...founded, joined(adam, ['admin']), joined(mia, ['member']), joined(oscar, ['owner'])];
const offered = [
  ...people,
  ownershipOffered({
    offerId,
    offeredBy: olga.personId,
    offeredTo: mia.personId,
    stepsDown: false,
    expiresAt: inAWeek,
  }),
];
const ended = ownershipOfferWithdrawn({ offerId });

describe('end an offer of ownership', () => {
  it('W1: any owner takes it back; whom it was offered to declines it', () => {
    for (const { actor } of [olga, oscar])
      given(organization, ...offered)
        .when(withdrawOwnershipOffer, end, { actor })
        .then(ended);
    given(organization, ...offered)
      .when(declineOwnership, end, { actor: mia.actor })
      .then(ended);
  });

  it('says no to everybody else', () => {
    given(organization, ...offered)
      .when(withdrawOwnershipOffer, end, { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...offered)
      .when(declineOwnership, end, { actor: olga.actor })
      .thenRefused('OWNERSHIP_OFFER_NOT_FOUND');
  });

  it('says no where nothing is open', () => {
    for (const events of [people, [...offered, ended]]) {
      given(organization, ...events)
        .when(withdrawOwnershipOffer, end, { actor: olga.actor })
        .thenRefused('OWNERSHIP_OFFER_NOT_FOUND');
      given(organization, ...events)
        .when(declineOwnership, end, { actor: mia.actor })
        .thenRefused('OWNERSHIP_OFFER_NOT_FOUND');
    }
  });
});
