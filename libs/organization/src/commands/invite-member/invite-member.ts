import { invitationSuperseded, memberInvited, refused, type OrganizationEvent, type Role } from '@annals/contracts';
import { plus, type Decide, type Frozen, type Instant } from '@annals/kernel';
import { mustBeAnEnd } from '../../organization/access-end';
import { invitationLife, mustHaveRoom, openInvitationOf, type Invitation } from '../../organization/invitations';
import type { Organization } from '../../organization/organization';
import { activeMember, actingMember } from '../../organization/people';
import { mustBeWelcome, type AtOwnDomain } from '../../organization/policies';
import { mayStill } from '../../organization/open-invitation';
import { inOrder, mustExist, sameRoles } from '../../organization/roles';
import { mustHaveSeat } from '../../organization/seating';
import { eachOnce, mustInvite, mustPromise, type Promised } from '../../organization/workspace-members';
import type { Place } from '../../organization/workspaces';

export interface InviteMember extends AtOwnDomain {
  readonly organizationId: string;
  /** Who the address belongs to in this organization: the claim on the address says so. */
  readonly personId: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** What they are to be in workspaces at once (D-WS). */
  readonly workspaces?: readonly Place[] | undefined;
  /** Of an external: when their access ends by itself. */
  readonly accessUntil?: Instant | undefined;
}

/**
 * I-2, I-3, I-5, I-6: a free seat, roles within the inviter's reach, one open invitation for each person, and none for
 * members. A new one supersedes.
 */
export const inviteMember: Decide<Organization, InviteMember, OrganizationEvent> = (
  state,
  { personId, email, roles, workspaces: asked = [], accessUntil, atOwnDomain },
  { actor, now, id },
) => {
  const inviter = actingMember(state.people, actor);
  mustExist(state, roles);
  const workspaces = eachOnce(asked);
  mustInvite(state, inviter, { roles, workspaces });
  mustPromise(state, inviter, { roles, workspaces });
  if (state.people.members.has(personId)) throw refused('ALREADY_MEMBER');
  mustBeWelcome(state.policies, { atOwnDomain });
  if (accessUntil !== undefined) mustBeAnEnd(accessUntil, roles, now);
  const open = openInvitationOf(state.invitations, personId);
  if (open && open.accessUntil === accessUntil && isSame(open, { roles, workspaces }) && stillOpens(state, open, now))
    return [];
  mustHaveSeat(state, { personId, roles }, now);
  mustHaveRoom(state.invitations, state.policies.inForce.invitationsPerDay, now);
  const invitationId = id('invitation');
  const invited = memberInvited(
    {
      invitationId,
      personId,
      roles: [...inOrder(roles)],
      ...(workspaces.length > 0 ? { workspaces: [...workspaces] } : {}),
      invitedBy: inviter.personId,
      generation: 1,
      expiresAt: plus(now, invitationLife),
      accessUntil,
    },
    { email },
  );
  return open ? [invitationSuperseded({ invitationId: open.invitationId, by: invitationId }), invited] : [invited];
};

/**
 * Whether the link that was sent would still be accepted: not expired, and whoever sent it may still grant its roles.
 */
function stillOpens(state: Frozen<Organization>, invitation: Frozen<Invitation>, now: Instant): boolean {
  const sender = activeMember(state.people, invitation.invitedBy);
  return now < invitation.expiresAt && sender !== undefined && mayStill(state, sender, invitation);
}

/** Whether both promise the same. */
function isSame({ roles, workspaces = [] }: Frozen<Promised>, asked: Required<Promised>): boolean {
  const there = new Map((asked.workspaces ?? []).map(({ workspaceId, role }) => [workspaceId, role]));
  return (
    sameRoles(roles, asked.roles) &&
    there.size === workspaces.length &&
    workspaces.every(({ workspaceId, role }) => there.get(workspaceId) === role)
  );
}
