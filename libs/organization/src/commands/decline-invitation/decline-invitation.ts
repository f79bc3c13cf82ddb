import { invitationDeclined, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeOpen } from '../../organization/invitations';
import { mustWork } from '../../organization/lifecycle';
import type { Organization } from '../../organization/organization';

export interface DeclineInvitation {
  readonly organizationId: string;
  readonly invitationId: string;
}

/**
 * Who was invited says no, also after it expired; that it is them is for the handler to know.
 * @throws Refused INVITATION_NOT_FOUND, INVITATION_CLOSED, and as `mustWork`
 */
export const declineInvitation: Decide<Organization, DeclineInvitation, OrganizationEvent> = (
  { lifecycle, invitations },
  { invitationId },
) => {
  mustWork(lifecycle);
  const { personId } = mustBeOpen(invitations, invitationId);
  return [invitationDeclined({ invitationId, personId })];
};
