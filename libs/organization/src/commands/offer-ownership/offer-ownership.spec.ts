import { memberSuspended, ownershipOffered } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  contactChanged,
  founded,
  inAWeek,
  joined,
  mia,
  now,
  olga,
  organizationId,
  oscar,
  stranger,
  type Someone,
} from '../../testing/some-organization';
import { offerOwnership } from './offer-ownership';

const offer = ({ personId }: Someone, stepsDown = false) => ({ organizationId, personId, stepsDown });
const offered = (to: Someone, stepsDown = false, from = olga) =>
  ownershipOffered({
    offerId: 'id-of-offer',
    offeredBy: from.personId,
    offeredTo: to.personId,
    stepsDown,
    expiresAt: inAWeek,
  });
const people = [...founded, joined(adam, ['admin']), joined(mia, ['member']), joined(oscar, ['owner'])];

describe('offer ownership', () => {
  it('W1: an owner offers it to a member for seven days', () => {
    given(organization, ...people)
      .when(offerOwnership, offer(mia, true), { actor: olga.actor })
      .then(offered(mia, true));
  });

  it('an offer that has expired stands in nobody’s way', () =>
    given(organization, ...people, offered(adam))
      .when(offerOwnership, offer(mia), { actor: olga.actor, now: inAWeek })
      .then({ ...offered(mia), data: { ...offered(mia).data, expiresAt: plus(inAWeek, { days: 7 }) } }));

  it('I-3: only an owner does', () =>
    given(organization, ...people)
      .when(offerOwnership, offer(mia), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER'));

  it('says no about who cannot become one, and while another offer is open', () => {
    given(organization, ...people)
      .when(offerOwnership, offer(stranger), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people, memberSuspended({ personId: mia.personId }))
      .when(offerOwnership, offer(mia), { actor: olga.actor })
      .thenRefused('MEMBER_SUSPENDED');
    for (const owner of [oscar, olga])
      given(organization, ...people)
        .when(offerOwnership, offer(owner), { actor: olga.actor })
        .thenRefused('ALREADY_OWNER');
    for (const [asked, by] of [
      [offer(adam), olga],
      [offer(mia, true), olga],
      [offer(mia), oscar],
    ] as const)
      given(organization, ...people, offered(mia))
        .when(offerOwnership, asked, { actor: by.actor, now })
        .thenRefused('OWNERSHIP_OFFER_OPEN');
  });

  it('B3: says no about who has changed their address within a day', () => {
    const changed = contactChanged(mia);
    const { trustedFrom } = changed.data;
    given(organization, ...people, changed)
      .when(offerOwnership, offer(mia), { actor: olga.actor, now })
      .thenRefused('CONTACT_JUST_CHANGED', { until: trustedFrom });
    given(organization, ...people, changed)
      .when(offerOwnership, offer(mia), { actor: olga.actor, now: trustedFrom })
      .then({ ...offered(mia), data: { ...offered(mia).data, expiresAt: plus(trustedFrom, { days: 7 }) } });
  });

  it('stays quiet while the same offer is open', () =>
    given(organization, ...people, offered(mia))
      .when(offerOwnership, offer(mia), { actor: olga.actor })
      .thenNothing());
});
