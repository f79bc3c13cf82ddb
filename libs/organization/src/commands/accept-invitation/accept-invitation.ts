import { invitationAccepted, memberAdded, refused, type OrganizationEvent } from '@annals/contracts';
import type { Decide, Frozen, Instant } from '@annals/kernel';
import { mustBeOpen, type Invitation } from '../../organization/invitations';
import type { Organization } from '../../organization/organization';
import { memberOfUser } from '../../organization/people';
import { inOrder, mayGrant } from '../../organization/roles';

/** Which link somebody holds: read from its token, so that it was minted here. */
export interface InvitationLink {
  readonly organizationId: string;
  readonly invitationId: string;
  readonly generation: number;
}

export interface AcceptInvitation extends InvitationLink {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
}

/** D4, I-6: whoever holds the newest link in time becomes the person who was invited, with the roles of the invitation. Once. */
export const acceptInvitation: Decide<Organization, AcceptInvitation, OrganizationEvent> = (state, command, { now }) => {
  const { invitationId, personId, roles } = mustOpen(state, command, now);
  const { userId, email, alias } = command;
  if (state.people.members.has(personId) || memberOfUser(state.people, userId)) throw refused('ALREADY_MEMBER');
  return [
    invitationAccepted({ invitationId, personId, userId }),
    memberAdded({ personId, userId, roles: [...inOrder(roles)], via: 'invitation' }, { email, alias }),
  ];
};

/**
 * The invitation that a link opens now.
 * @throws Refused INVITATION_NOT_FOUND, INVITATION_CLOSED (used, revoked, or a newer link was sent), INVITATION_EXPIRED,
 * INVITER_NOT_ENTITLED when whoever sent it could not grant its roles today
 */
export function mustOpen(state: Frozen<Organization>, link: InvitationLink, now: Instant): Frozen<Invitation> {
  const invitation = mustBeOpen(state.invitations, link.invitationId);
  if (link.generation !== invitation.generation) throw refused('INVITATION_CLOSED');
  if (now >= invitation.expiresAt) throw refused('INVITATION_EXPIRED');
  const sender = state.people.members.get(invitation.invitedBy);
  if (!sender || !mayGrant(sender.roles, invitation.roles)) throw refused('INVITER_NOT_ENTITLED');
  return invitation;
}
