import {
  invitationRevoked,
  joinRequestApproved,
  memberAdded,
  type OrganizationEvent,
  type Role,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustGrant } from '../../organization/can-grant';
import { openInvitationOf } from '../../organization/invitations';
import { mustWait } from '../../organization/join-requests';
import type { Organization } from '../../organization/organization';
import { actingMember, mustNotBeMember } from '../../organization/people';
import { mustBeWelcome, type AtOwnDomain } from '../../organization/policies';
import { inOrder, mustExist } from '../../organization/roles';
import { mustHaveSeat } from '../../organization/seating';

export interface ApproveJoinRequest extends AtOwnDomain {
  readonly organizationId: string;
  readonly requestId: string;
  /** The default role, where nobody says otherwise. */
  readonly roles?: readonly Role[] | undefined;
  readonly email: string;
  readonly alias: string;
}

/**
 * D4, I-3: lets somebody in who asked, as roles within the reach of who decides. What they were invited to meanwhile ends.
 * @throws Refused JOIN_REQUEST_NOT_FOUND, JOIN_REQUEST_CLOSED, ALREADY_MEMBER, SEAT_LIMIT_REACHED, ROLE_NOT_FOUND,
 * ROLE_NOT_GRANTABLE, ONLY_OWNER_MAY_GRANT_OWNER, EMAIL_DOMAIN_NOT_ALLOWED
 */
export const approveJoinRequest: Decide<Organization, ApproveJoinRequest, OrganizationEvent> = (
  state,
  { requestId, roles: said, email, alias, atOwnDomain },
  { actor, now },
) => {
  const { people, roles } = state;
  const asked = said ?? [roles.default];
  const { roles: held } = actingMember(people, actor);
  const { personId, userId } = mustWait(state.joinRequests, requestId, now);
  mustExist(state, asked);
  mustGrant(state, held, asked);
  mustNotBeMember(people, { personId, userId });
  mustBeWelcome(state.policies, { atOwnDomain });
  mustHaveSeat(state, { personId, roles: asked }, now);
  const invitation = openInvitationOf(state.invitations, personId);
  return [
    joinRequestApproved({ requestId, personId }),
    memberAdded({ personId, userId, roles: [...inOrder(asked)], via: 'request' }, { email, alias }),
    ...(invitation ? [invitationRevoked({ invitationId: invitation.invitationId })] : []),
  ];
};
