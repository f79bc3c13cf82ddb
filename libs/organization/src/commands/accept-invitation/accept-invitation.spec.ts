import {
  invitationAccepted,
  invitationResent,
  invitationRevoked,
  memberAdded,
  memberLeft,
  memberRemoved,
  memberRolesChanged,
  orgPolicyChanged,
  permissionsOf,
  memberSuspended,
  roleCreated,
  roleRetired,
  workspaceDeleted,
  workspaceLimitsSet,
  type OrganizationEvent,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  added,
  archived,
  customs,
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  olga,
  organizationId,
  stewardId,
  superseded,
  supervisor,
  supervisorId,
  withCustoms,
} from '../../testing/some-organization';
import { acceptInvitation } from './accept-invitation';

const accept = (generation = 1) => ({
  organizationId,
  invitationId,
  generation,
  userId: mia.userId,
  email: mia.email,
  alias: mia.alias,
});
const accepted = invitationAccepted({ invitationId, personId: mia.personId, userId: mia.userId });
const byAdam = [...founded, joined(adam, ['admin']), invited(mia, ['member', 'auditor'], { invitedBy: adam.personId })];
const becomesMember: OrganizationEvent[] = [
  accepted,
  memberAdded(
    { personId: mia.personId, userId: mia.userId, roles: ['auditor', 'member'], via: 'invitation' },
    { email: mia.email, alias: mia.alias },
  ),
];

describe('accept an invitation', () => {
  it('D4: makes a member with the invited roles, until the last moment of the week', () => {
    given(organization, ...byAdam)
      .when(acceptInvitation, accept())
      .then(...becomesMember);
    given(organization, ...byAdam)
      .when(acceptInvitation, accept(), { now: plus(inAWeek, { seconds: -1 }) })
      .then(...becomesMember);
  });

  describe('D-WS: with workspaces', () => {
    const workspaces = [{ workspaceId: customs, role: 'operator' as const }];
    const toCustoms = invited(mia, ['member'], { workspaces, invitedBy: adam.personId });
    const before = [...withCustoms, joined(adam, ['user_admin']), toCustoms];
    const joins = [
      accepted,
      memberAdded(
        { personId: mia.personId, userId: mia.userId, roles: ['member'], via: 'invitation' },
        { email: mia.email, alias: mia.alias },
      ),
    ];

    it('comes into them in the same append', () =>
      given(organization, ...before)
        .when(acceptInvitation, accept())
        .then(...joins, added(mia, 'operator')));

    it('comes in without those that take nobody any more, or where a policy has no roles there any more', () => {
      const archivedSince = [archived()];
      const full = [
        joined(olga, ['owner']),
        added(olga, 'viewer'),
        workspaceLimitsSet({ workspaceId: customs, members: 1 }),
      ];
      const deleted = [...archivedSince, workspaceDeleted({ workspaceId: customs })];
      const without = [orgPolicyChanged({ workspaceRoles: false })];
      for (const since of [archivedSince, deleted, full, without])
        given(organization, ...before, ...since)
          .when(acceptInvitation, accept())
          .then(...joins);
    });

    it('says no when they would come as an external who manages a workspace', () =>
      given(
        organization,
        ...withCustoms,
        supervisor(),
        invited(mia, [supervisorId], { workspaces: [{ workspaceId: customs, role: 'manager' }] }),
        roleRetired({ roleId: supervisorId, replacedBy: 'external' }),
      )
        .when(acceptInvitation, accept())
        .thenRefused('INVITER_NOT_ENTITLED'));

    it('I-6: says no when whoever sent it could not say so today', () => {
      const hires = roleCreated(
        { roleId: stewardId, permissions: [...permissionsOf('member'), 'invitations:manage'] },
        { name: 'Hires' },
      );
      given(organization, ...before, hires, memberRolesChanged({ personId: adam.personId, roles: [stewardId] }))
        .when(acceptInvitation, accept())
        .thenRefused('INVITER_NOT_ENTITLED');
    });
  });

  it('I-6: says no after seven days', () =>
    given(organization, ...byAdam)
      .when(acceptInvitation, accept(), { now: inAWeek })
      .thenRefused('INVITATION_EXPIRED'));

  it('I-6: says no to what was used, revoked or superseded', () => {
    given(organization, ...byAdam, ...becomesMember)
      .when(acceptInvitation, accept())
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...byAdam, ...becomesMember, memberLeft({ personId: mia.personId }))
      .when(acceptInvitation, accept())
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...byAdam, invitationRevoked({ invitationId }))
      .when(acceptInvitation, accept())
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...byAdam, superseded('x'))
      .when(acceptInvitation, accept())
      .thenRefused('INVITATION_CLOSED');
    given(organization, ...founded)
      .when(acceptInvitation, accept())
      .thenRefused('INVITATION_NOT_FOUND');
  });

  it('C1, W14: sent again, every link opens for its own time, and none that was never sent', () => {
    const resent = invitationResent({
      invitationId,
      invitedBy: olga.personId,
      generation: 2,
      expiresAt: plus(inAWeek, { days: 3 }),
    });
    given(organization, ...byAdam, resent)
      .when(acceptInvitation, accept(1))
      .then(...becomesMember);
    given(organization, ...byAdam, resent)
      .when(acceptInvitation, accept(2))
      .then(...becomesMember);
    given(organization, ...byAdam, resent)
      .when(acceptInvitation, accept(1), { now: inAWeek })
      .thenRefused('INVITATION_EXPIRED');
    given(organization, ...byAdam, resent)
      .when(acceptInvitation, accept(2), { now: inAWeek })
      .then(...becomesMember);
    given(organization, ...byAdam, resent)
      .when(acceptInvitation, accept(3))
      .thenRefused('INVITATION_CLOSED');
    for (const ended of [invitationRevoked({ invitationId }), superseded('x'), ...becomesMember.slice(0, 1)]) {
      given(organization, ...byAdam, resent, ended)
        .when(acceptInvitation, accept(1))
        .thenRefused('INVITATION_CLOSED');
    }
  });

  it('I-6: says no when whoever sent it could not grant its roles today', () => {
    given(organization, ...byAdam, memberRemoved({ personId: adam.personId }))
      .when(acceptInvitation, accept())
      .thenRefused('INVITER_NOT_ENTITLED');
    given(organization, ...byAdam, memberRolesChanged({ personId: adam.personId, roles: ['member'] }))
      .when(acceptInvitation, accept())
      .thenRefused('INVITER_NOT_ENTITLED');
    given(organization, ...byAdam, memberSuspended({ personId: adam.personId }))
      .when(acceptInvitation, accept())
      .thenRefused('INVITER_NOT_ENTITLED');
    given(
      organization,
      ...founded,
      joined(adam, ['owner']),
      invited(mia, ['owner'], { invitedBy: adam.personId }),
      memberRolesChanged({ personId: adam.personId, roles: ['admin'] }),
    )
      .when(acceptInvitation, accept())
      .thenRefused('INVITER_NOT_ENTITLED');
  });

  it('says no to an account that is a member as somebody else', () =>
    given(organization, ...byAdam, joined({ ...adam, userId: mia.userId, personId: 'x' }, ['member']))
      .when(acceptInvitation, accept())
      .thenRefused('ALREADY_MEMBER'));

  it('a person who was removed joins again as the same person', () =>
    given(
      organization,
      ...founded,
      joined(mia, ['member']),
      memberRemoved({ personId: mia.personId }),
      invited(mia, ['auditor', 'member']),
    )
      .when(acceptInvitation, accept())
      .then(...becomesMember));
});
