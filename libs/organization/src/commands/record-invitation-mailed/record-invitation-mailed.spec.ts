import { invitationMailed, invitationResent, invitationRevoked } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, inAWeek, invitationId, invited, mia, olga, organizationId } from '../../testing/some-organization';
import { recordInvitationMailed } from './record-invitation-mailed';

const mailed = (generation: number) => ({ organizationId, invitationId, generation });
const event = (generation: number) => invitationMailed({ invitationId, generation });
const open = [...founded, invited(mia, ['member'])];
const resent = invitationResent({ invitationId, invitedBy: olga.personId, generation: 2, expiresAt: inAWeek });

describe('record that an invitation was mailed', () => {
  it('is a fact of each link, also when the invitation was revoked meanwhile', () => {
    given(organization, ...open)
      .when(recordInvitationMailed, mailed(1))
      .then(event(1));
    given(organization, ...open, event(1), resent)
      .when(recordInvitationMailed, mailed(2))
      .then(event(2));
    given(organization, ...open, invitationRevoked({ invitationId }))
      .when(recordInvitationMailed, mailed(1))
      .then(event(1));
  });

  it('says no to an unknown invitation', () =>
    given(organization, ...founded)
      .when(recordInvitationMailed, mailed(1))
      .thenRefused('INVITATION_NOT_FOUND'));

  it('stays quiet when it is known', () => {
    given(organization, ...open, event(1))
      .when(recordInvitationMailed, mailed(1))
      .thenNothing();
    given(organization, ...open, resent, event(2))
      .when(recordInvitationMailed, mailed(1))
      .thenNothing();
  });
});
