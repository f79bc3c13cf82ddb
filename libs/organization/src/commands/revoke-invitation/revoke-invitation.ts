import { invitationRevoked, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeOpen } from '../../organization/invitations';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { mustGrant } from '../../organization/can-grant';

export interface RevokeInvitation {
  readonly organizationId: string;
  readonly invitationId: string;
}

/** I-3: who may grant its roles may take the invitation back, as long as nobody used it. */
export const revokeInvitation: Decide<Organization, RevokeInvitation, OrganizationEvent> = (
  state,
  { invitationId },
  { actor },
) => {
  const { people, invitations } = state;
  const revoker = actingMember(people, actor);
  const invitation = mustBeOpen(invitations, invitationId);
  mustGrant(state, revoker.roles, invitation.roles);
  return [invitationRevoked({ invitationId })];
};
