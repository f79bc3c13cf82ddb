import {
  memberLeft,
  memberRemoved,
  memberRolesChanged,
  memberSuspended,
  ownershipOffered,
  ownershipOfferWithdrawn,
  ownershipTransferred,
  type SystemRole,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  contactChanged,
  founded,
  inAWeek,
  joined,
  mia,
  olga,
  organizationId,
  oscar,
  type Someone,
} from '../../testing/some-organization';
import { acceptOwnership } from './accept-ownership';

const offerId = '50000000-0000-4000-8000-000000000001';
const accept = { organizationId };
const offered = (to: Someone, stepsDown = false) =>
  ownershipOffered({ offerId, offeredBy: olga.personId, offeredTo: to.personId, stepsDown, expiresAt: inAWeek });
const has = ({ personId }: Someone, roles: SystemRole[]) => memberRolesChanged({ personId, roles });
const transferred = (to: Someone) => ownershipTransferred({ from: olga.personId, to: to.personId, offerId });
const people = [...founded, joined(adam, ['admin']), joined(mia, ['member'])];

describe('accept ownership', () => {
  it('W1: makes them an owner beside whoever offered', () =>
    given(organization, ...people, offered(mia))
      .when(acceptOwnership, accept, { actor: mia.actor })
      .then(transferred(mia), has(mia, ['owner', 'member'])));

  it('W1: in the same append whoever offered becomes an Admin, where they chose so', () =>
    given(organization, ...people, offered(mia, true))
      .when(acceptOwnership, accept, { actor: mia.actor })
      .then(transferred(mia), has(mia, ['owner', 'member']), has(olga, ['admin'])));

  it('an external is none any more', () =>
    given(organization, ...founded, joined(mia, ['external']), offered(mia))
      .when(acceptOwnership, accept, { actor: mia.actor })
      .then(transferred(mia), has(mia, ['owner'])));

  it('says no to everybody else, and to what is over', () => {
    given(organization, ...people, offered(mia))
      .when(acceptOwnership, accept, { actor: adam.actor })
      .thenRefused('OWNERSHIP_OFFER_NOT_FOUND');
    for (const over of [
      [],
      [offered(mia), ownershipOfferWithdrawn({ offerId })],
      [offered(mia), transferred(mia)],
      [offered(mia), memberLeft({ personId: mia.personId }), joined(mia, ['member'])],
    ])
      given(organization, ...people, ...over)
        .when(acceptOwnership, accept, { actor: mia.actor })
        .thenRefused('OWNERSHIP_OFFER_NOT_FOUND');
    given(organization, ...people, offered(mia))
      .when(acceptOwnership, accept, { actor: mia.actor, now: inAWeek })
      .thenRefused('OWNERSHIP_OFFER_EXPIRED');
  });

  it('B3: says no to who has changed their address within a day, also after it was offered', () => {
    const changed = contactChanged(mia);
    given(organization, ...people, offered(mia), changed)
      .when(acceptOwnership, accept, { actor: mia.actor })
      .thenRefused('CONTACT_JUST_CHANGED', { until: changed.data.trustedFrom });
    given(organization, ...people, offered(mia), changed)
      .when(acceptOwnership, accept, { actor: mia.actor, now: changed.data.trustedFrom })
      .then(transferred(mia), has(mia, ['owner', 'member']));
  });

  it('I-3: says no when whoever offered owns nothing any more', () => {
    for (const lost of [has(olga, ['admin']), memberSuspended({ personId: olga.personId })])
      given(organization, ...people, joined(oscar, ['owner']), offered(mia), lost)
        .when(acceptOwnership, accept, { actor: mia.actor })
        .thenRefused('OFFERER_NOT_ENTITLED');
    given(organization, ...people, joined(oscar, ['owner']), offered(mia), memberRemoved({ personId: olga.personId }))
      .when(acceptOwnership, accept, { actor: mia.actor })
      .thenRefused('OWNERSHIP_OFFER_NOT_FOUND');
  });
});
