import { ownershipOffered, ownershipOfferWithdrawn } from '@annals/contracts';
import { happened, jobsOf, someId, someLog } from '@annals/views';
import { inAWeek, mia, olga, organizationId } from '../../testing/some-organization';
import { mailOfferWhenOwnershipIsOffered as reaction } from './mail-offer-when-ownership-is-offered';

const offerId = someId('offer');
const offered = ownershipOffered({
  offerId,
  offeredBy: olga.personId,
  offeredTo: mia.personId,
  stepsDown: false,
  expiresAt: inAWeek,
});

describe('mail an offer when ownership is offered', () => {
  it('W1: tells of each offer once, by ids', () =>
    expect(jobsOf(reaction, someLog(happened(offered, { organization: organizationId })))).toEqual([
      { queue: 'ownership-offers', key: offerId, payload: { organizationId, offerId } },
    ]));

  it('stays quiet about one that is taken back', () =>
    expect(reaction.handles(ownershipOfferWithdrawn({ offerId }).type)).toBe(false));
});
