import { invitationMailed, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';

export interface RecordInvitationMailed {
  readonly organizationId: string;
  readonly invitationId: string;
  readonly generation: number;
}

/**
 * A link of an invitation went out by mail: a fact even if the invitation was closed meanwhile. Told again, nothing
 * new.
 */
export const recordInvitationMailed: Decide<Organization, RecordInvitationMailed, OrganizationEvent> = (
  { invitations },
  { invitationId, generation },
) => {
  const invitation = invitations.all.get(invitationId);
  if (!invitation) throw refused('INVITATION_NOT_FOUND');
  return invitation.mailed >= generation ? [] : [invitationMailed({ invitationId, generation })];
};
