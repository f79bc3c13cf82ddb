import { invitationDeclined, invitationRevoked, organizationFrozen } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, inAWeek, invitationId, invited, mia, now, organizationId } from '../../testing/some-organization';
import { declineInvitation } from './decline-invitation';

const decline = { organizationId, invitationId };
const declined = invitationDeclined({ invitationId, personId: mia.personId });
const open = [...founded, invited(mia, ['member'])];

describe('decline an invitation', () => {
  it('A12: closes it, also after it expired', () => {
    given(organization, ...open)
      .when(declineInvitation, decline)
      .then(declined);
    given(organization, ...open)
      .when(declineInvitation, decline, { now: plus(inAWeek, { days: 1 }) })
      .then(declined);
  });

  it('says no when it is closed already, or is none', () => {
    for (const closed of [declined, invitationRevoked({ invitationId })])
      given(organization, ...open, closed)
        .when(declineInvitation, decline)
        .thenRefused('INVITATION_CLOSED');
    given(organization, ...founded)
      .when(declineInvitation, decline)
      .thenRefused('INVITATION_NOT_FOUND');
  });

  it('A17: says no while the organization does not work', () =>
    given(organization, ...open, organizationFrozen({ since: now }))
      .when(declineInvitation, decline)
      .thenRefused('ORG_FROZEN', { organizationStatus: 'frozen', since: now }));

  it('stays quiet about the person: another invitation may follow', () =>
    given(organization, ...open, declined, invited(mia, ['member'], { invitationId: 'another' }))
      .when(declineInvitation, { ...decline, invitationId: 'another' })
      .then(invitationDeclined({ invitationId: 'another', personId: mia.personId })));
});
