import { invitationAccepted, memberAdded, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { InvitationLink } from '../../organization/invitation-link';
import { noLongerAsks } from '../../organization/join-requests';
import { mustWork } from '../../organization/lifecycle';
import { mustOpen } from '../../organization/open-invitation';
import type { Organization } from '../../organization/organization';
import { mustNotBeMember } from '../../organization/people';
import { mustBeWelcome, type AtOwnDomain } from '../../organization/policies';
import { inOrder } from '../../organization/roles';
import { promisesKept } from '../../organization/workspace-members';

export interface AcceptInvitation extends InvitationLink, AtOwnDomain {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
}

/**
 * D4, I-6: whoever holds the newest link in time becomes the person who was invited, with the roles of the invitation.
 * Once.
 */
export const acceptInvitation: Decide<Organization, AcceptInvitation, OrganizationEvent> = (
  state,
  command,
  { now },
) => {
  mustWork(state.lifecycle);
  const invitation = mustOpen(state, command, now);
  const { invitationId, personId, roles, accessUntil } = invitation;
  const { userId, email, alias } = command;
  mustNotBeMember(state.people, { personId, userId });
  mustBeWelcome(state.policies, command);
  return [
    invitationAccepted({ invitationId, personId, userId }),
    memberAdded({ personId, userId, roles: [...inOrder(roles)], via: 'invitation', accessUntil }, { email, alias }),
    ...promisesKept(state, personId, invitation),
    ...noLongerAsks(state.joinRequests, personId),
  ];
};
