import {
  memberInvited,
  organizationDeletionRequested,
  unsaidPolicies,
  workspaceMemberAdded,
  type OrganizationEvent,
  type SystemRole,
} from '@annals/contracts';
import { plus } from '@annals/kernel';
import { appending, commandsThatIterate, type Appending } from '@annals/testing';
import { join } from 'node:path';
import { acceptInvitation } from '../commands/accept-invitation/accept-invitation';
import { changePolicies } from '../commands/change-policies/change-policies';
import { addWorkspaceMember } from '../commands/add-workspace-member/add-workspace-member';
import { changeWorkspaceRole } from '../commands/change-workspace-role/change-workspace-role';
import { removeWorkspaceMember } from '../commands/remove-workspace-member/remove-workspace-member';
import { approveJoinRequest } from '../commands/approve-join-request/approve-join-request';
import { denyJoinRequest } from '../commands/deny-join-request/deny-join-request';
import { joinByDomain } from '../commands/join-by-domain/join-by-domain';
import { requestToJoin } from '../commands/request-to-join/request-to-join';
import { withdrawJoinRequest } from '../commands/withdraw-join-request/withdraw-join-request';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { foundOrganization } from '../commands/found-organization/found-organization';
import { endForErasure } from '../commands/end-for-erasure/end-for-erasure';
import { inviteMember } from '../commands/invite-member/invite-member';
import { inviteMembers } from '../commands/invite-members/invite-members';
import { leaveOrganization } from '../commands/leave-organization/leave-organization';
import { recordInvitationMailed } from '../commands/record-invitation-mailed/record-invitation-mailed';
import { purgeOrganization } from '../commands/purge-organization/purge-organization';
import { removeMember } from '../commands/remove-member/remove-member';
import { renameOrganization } from '../commands/rename-organization/rename-organization';
import { resendInvitation } from '../commands/resend-invitation/resend-invitation';
import { retireRole } from '../commands/retire-role/retire-role';
import { revokeInvitation } from '../commands/revoke-invitation/revoke-invitation';
import { suspendMember } from '../commands/suspend-member/suspend-member';
import {
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  now,
  olga,
  organizationId,
  stranger,
  supervisor,
  supervisorId,
  workspaceId,
} from '../testing/some-organization';
import { asked as requestOf, joinRequestId } from '../testing/some-join-requests';
import { organization } from './organization';

const numbered = (kind: string, n: number): string => `${kind}000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** Asked for before yesterday, so that an organization's links of a day (I-8) hold nothing back. */
const twoDaysAgo = plus(inAWeek, { days: -2 });
/** Olga's organization with that many members, and as many open invitations, all by her. */
const withMany = (many: number): OrganizationEvent[] => [
  ...founded,
  ...Array.from({ length: many }, (_, n): OrganizationEvent[] => {
    const somebody = {
      personId: numbered('31', n),
      userId: numbered('32', n),
      actor: `user:${numbered('32', n)}` as const,
      email: `m${n}@example.com`,
      alias: `Member ${n}`,
    };
    const wanted = {
      invitationId: numbered('41', n),
      personId: numbered('42', n),
      roles: ['member' as SystemRole],
      invitedBy: olga.personId,
      generation: 1,
      expiresAt: twoDaysAgo,
    };
    return [
      joined(somebody, n % 7 === 0 ? ['owner'] : ['member']),
      memberInvited(wanted, { email: `i${n}@example.com` }),
    ];
  }).flat(),
];

const byOlga = { facts: { actor: olga.actor } };
const withMia = { ...byOlga, own: [joined(mia, ['member'])] };
const inWorkspace = { workspaceId, personId: mia.personId } as const;
const withMiaInside = { ...byOlga, own: [...withMia.own, workspaceMemberAdded({ ...inWorkspace, role: 'viewer' })] };
const asked = { ...byOlga, own: [invited(stranger, ['member'])] };
const someStranger = {
  personId: stranger.personId,
  userId: stranger.userId,
  email: stranger.email,
  alias: stranger.alias,
};
const ofRequest = { organizationId, requestId: joinRequestId };
const withRequest = { ...byOlga, own: [requestOf(stranger)] };
const ofOrganization: Record<string, Appending<OrganizationEvent>> = {
  'accept-invitation': appending(
    organization,
    acceptInvitation,
    {
      organizationId,
      invitationId,
      generation: 1,
      userId: stranger.userId,
      email: stranger.email,
      alias: stranger.alias,
    },
    asked,
  ),
  'add-workspace-member': appending(
    organization,
    addWorkspaceMember,
    { organizationId, ...inWorkspace, role: 'viewer' },
    withMia,
  ),
  'change-workspace-role': appending(
    organization,
    changeWorkspaceRole,
    { organizationId, ...inWorkspace, role: 'builder' },
    withMiaInside,
  ),
  'remove-workspace-member': appending(
    organization,
    removeWorkspaceMember,
    { organizationId, ...inWorkspace },
    withMiaInside,
  ),
  'change-member-roles': appending(
    organization,
    changeMemberRoles,
    { organizationId, personId: mia.personId, roles: ['admin'] },
    withMia,
  ),
  'invite-member': appending(
    organization,
    inviteMember,
    { organizationId, personId: stranger.personId, email: stranger.email, roles: ['admin'] },
    asked,
  ),
  'invite-members': appending(
    organization,
    inviteMembers,
    {
      organizationId,
      roles: ['admin'],
      lines: [{ line: 1, email: stranger.email, personId: stranger.personId, roles: [] }],
      expected: ['invite'],
    },
    asked,
  ),
  'end-for-erasure': appending(organization, endForErasure, { organizationId, personId: mia.personId }, withMia),
  'leave-organization': appending(
    organization,
    leaveOrganization,
    { organizationId, owned: [] },
    { facts: { actor: mia.actor }, own: withMia.own },
  ),
  'record-invitation-mailed': appending(
    organization,
    recordInvitationMailed,
    { organizationId, invitationId, generation: 1 },
    asked,
  ),
  'join-by-domain': appending(organization, joinByDomain, someStranger, {}),
  'request-to-join': appending(organization, requestToJoin, { ...someStranger, byDomain: true }, {}),
  'withdraw-join-request': appending(organization, withdrawJoinRequest, ofRequest, {
    facts: { actor: stranger.actor },
    own: [requestOf(stranger)],
  }),
  'approve-join-request': appending(organization, approveJoinRequest, { ...ofRequest, ...someStranger }, withRequest),
  'deny-join-request': appending(organization, denyJoinRequest, ofRequest, withRequest),
  'change-policies': appending(organization, changePolicies, { organizationId, customRoles: false }, byOlga),
  'purge-organization': appending(
    organization,
    purgeOrganization,
    { organizationId },
    { own: [organizationDeletionRequested({ since: now, purgeAt: now })] },
  ),
  'remove-member': appending(
    organization,
    removeMember,
    { organizationId, personId: mia.personId, owned: [] },
    withMia,
  ),
  'rename-organization': appending(organization, renameOrganization, { organizationId, name: 'Another name' }, byOlga),
  'retire-role': appending(
    organization,
    retireRole,
    { organizationId, roleId: supervisorId, replacedBy: 'external' },
    { ...byOlga, own: [supervisor(), joined(mia, [supervisorId])] },
  ),
  'resend-invitation': appending(organization, resendInvitation, { organizationId, invitationId }, asked),
  'suspend-member': appending(
    organization,
    suspendMember,
    { organizationId, personId: mia.personId, owned: [] },
    withMia,
  ),
  'revoke-invitation': appending(organization, revokeInvitation, { organizationId, invitationId }, asked),
};
const { personId, userId, email, alias } = olga;
const founding = appending(organization, foundOrganization, {
  organizationId,
  userId,
  personId,
  workspaceId,
  name: 'Halden',
  email,
  alias,
  policies: unsaidPolicies,
});

describe('A5: what a command appends does not grow with what it finds (history.md §2)', () => {
  it('is measured of every command of this context that goes through many things', () => {
    const measured = [...Object.keys(ofOrganization), 'found-organization'];
    const missing = commandsThatIterate(join(__dirname, '../commands')).filter((name) => !measured.includes(name));
    expect(missing).toEqual([]);
  });

  it.each(Object.entries(ofOrganization))('%s, with 200 and 2,000 members and invitations', (_name, appended) => {
    expect(appended(withMany(2_000))).toBe(appended(withMany(200)));
    expect(appended(withMany(2_000))).toBeLessThanOrEqual(2);
  });

  it('found-organization, where there is nothing yet', () => expect(founding([])).toBe(3));
});
