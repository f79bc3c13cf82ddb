import { invitationRevoked } from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  audrey,
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  olga,
  organizationId,
  superseded,
} from '../../testing/some-organization';
import { revokeInvitation } from './revoke-invitation';

const revoke = { organizationId, invitationId };
const revoked = invitationRevoked({ invitationId });
const open = [...founded, joined(adam, ['admin']), joined(audrey, ['auditor']), invited(mia, ['member'])];

describe('revoke an invitation', () => {
  it('closes it, even after it expired', () => {
    given(organization, ...open)
      .when(revokeInvitation, revoke, { actor: adam.actor })
      .then(revoked);
    given(organization, ...open)
      .when(revokeInvitation, revoke, { actor: adam.actor, now: plus(inAWeek, { days: 1 }) })
      .then(revoked);
  });

  it("I-3: only within the reach of one's roles", () => {
    given(organization, ...open)
      .when(revokeInvitation, revoke, { actor: audrey.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
    given(organization, ...founded, joined(adam, ['admin']), invited(mia, ['owner']))
      .when(revokeInvitation, revoke, { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
  });

  it('says no when it is closed already', () => {
    given(organization, ...open, revoked)
      .when(revokeInvitation, revoke, { actor: olga.actor })
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...open, superseded('x'))
      .when(revokeInvitation, revoke, { actor: olga.actor })
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...founded)
      .when(revokeInvitation, revoke, { actor: olga.actor })
      .thenRefused('INVITATION_NOT_FOUND');
  });
});
