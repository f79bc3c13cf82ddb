import { refused } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import type { InvitationLink } from './invitation-link';
import { mustBeOpen, type Invitation } from './invitations';
import type { Organization } from './organization';
import { canGrantAll } from './can-grant';
import { activeMember } from './people';

/**
 * The invitation that a link opens now.
 * @throws Refused INVITATION_NOT_FOUND, INVITATION_CLOSED (used, revoked or superseded), INVITATION_EXPIRED,
 * INVITER_NOT_ENTITLED when whoever sent it could not grant its roles today
 */
export function mustOpen(state: Frozen<Organization>, link: InvitationLink, now: Instant): Frozen<Invitation> {
  const invitation = mustBeOpen(state.invitations, link.invitationId);
  const expiresAt = invitation.linksExpireAt[link.generation - 1];
  if (expiresAt === undefined) throw refused('INVITATION_CLOSED');
  if (now >= expiresAt) throw refused('INVITATION_EXPIRED');
  const sender = activeMember(state.people, invitation.invitedBy);
  if (!sender || !canGrantAll(state.roles, sender.roles, invitation.roles)) throw refused('INVITER_NOT_ENTITLED');
  return invitation;
}
