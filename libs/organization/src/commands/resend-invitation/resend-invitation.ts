import { invitationResent, refused, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import { invitationLife, mustBeOpen, mustHaveRoom } from '../../organization/invitations';
import type { Organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { mustBeWelcome, type AtOwnDomain } from '../../organization/policies';
import { mustHaveSeat } from '../../organization/seating';
import { mustInvite, mustStillPromise } from '../../organization/workspace-members';

export interface ResendInvitation extends AtOwnDomain {
  readonly organizationId: string;
  readonly invitationId: string;
}

/**
 * W14: a new link with a new expiry, backed by the rights of whoever sends it now; earlier links open as long as they
 * were to. One that had expired holds no seat any more, so it needs one again (I-2).
 */
export const resendInvitation: Decide<Organization, ResendInvitation, OrganizationEvent> = (
  state,
  { invitationId, atOwnDomain },
  { actor, now },
) => {
  const { people, invitations, policies } = state;
  const sender = actingMember(people, actor);
  const invitation = mustBeOpen(invitations, invitationId);
  mustInvite(state, sender, invitation);
  mustStillPromise(state, sender, invitation);
  mustBeWelcome(policies, { atOwnDomain });
  if (now >= invitation.renewableUntil) throw refused('INVITATION_EXPIRED');
  mustHaveSeat(state, invitation, now);
  mustHaveRoom(invitations, policies.inForce.invitationsPerDay, now);
  return [
    invitationResent({
      invitationId,
      invitedBy: sender.personId,
      generation: invitation.generation + 1,
      expiresAt: plus(now, invitationLife),
    }),
  ];
};
