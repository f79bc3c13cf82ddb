import { refused } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import type { InvitationLink } from './invitation-link';
import { mustBeOpen, type Invitation } from './invitations';
import type { Organization } from './organization';
import { activeMember, type Member } from './people';
import { mayInvite, stillPromises } from './workspace-members';

/**
 * The invitation that a link opens now.
 * @throws Refused INVITATION_NOT_FOUND, INVITATION_CLOSED (used, revoked or superseded), INVITATION_EXPIRED,
 * INVITER_NOT_ENTITLED when whoever sent it could not grant its roles today
 */
export function mustOpen(state: Frozen<Organization>, link: InvitationLink, now: Instant): Frozen<Invitation> {
  const invitation = mustBeOpen(state.invitations, link.invitationId);
  const expiresAt = invitation.linksExpireAt[link.generation - 1];
  if (expiresAt === undefined) throw refused('INVITATION_CLOSED');
  if (now >= expiresAt || now >= (invitation.accessUntil ?? expiresAt)) throw refused('INVITATION_EXPIRED');
  const sender = activeMember(state.people, invitation.invitedBy);
  if (!sender || !mayStill(state, sender, invitation)) throw refused('INVITER_NOT_ENTITLED');
  return invitation;
}

/** Whether somebody may still hand out all that an invitation says. */
export const mayStill = (
  state: Frozen<Organization>,
  sender: Frozen<Member>,
  invitation: Frozen<Invitation>,
): boolean => mayInvite(state, sender, invitation) && stillPromises(state, sender, invitation);
