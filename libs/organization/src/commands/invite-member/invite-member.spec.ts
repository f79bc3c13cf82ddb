import {
  invitationAccepted,
  invitationRevoked,
  invitationSuperseded,
  memberInvited,
  memberLeft,
  memberRemoved,
  memberRolesChanged,
  orgPolicyChanged,
  permissionsOf,
  roleCreated,
  workspaceLimitsSet,
  type OrganizationEvent,
  type SystemRole,
  type WorkspaceRole,
} from '@annals/contracts';
import { given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  added,
  archived,
  audrey,
  customs,
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  now,
  olga,
  organizationId,
  stewardId,
  stranger,
  withCustoms,
} from '../../testing/some-organization';
import { inviteMember } from './invite-member';

const invite = (roles: SystemRole[] = ['member']) => ({
  organizationId,
  personId: mia.personId,
  email: mia.email,
  roles,
});
const by = ({ actor }: { actor: typeof olga.actor }) => ({ actor });
const fresh = (roles: SystemRole[], invitedBy = olga.personId) =>
  memberInvited(
    { invitationId: 'id-of-invitation', personId: mia.personId, roles, invitedBy, generation: 1, expiresAt: inAWeek },
    { email: mia.email },
  );

describe('invite a member', () => {
  it('D4: is open for seven days', () =>
    given(organization, ...founded)
      .when(inviteMember, invite(), by(olga))
      .then(fresh(['member'])));

  describe('X6: by the owner of a workspace, where a policy lets them', () => {
    const mayInvite = orgPolicyChanged({ workspaceOwnersMayInvite: true });
    const owns = [...withCustoms, joined(adam, ['member']), added(adam, 'owner')];
    const here = { ...invite(['external']), workspaces: [{ workspaceId: customs, role: 'operator' as const }] };

    it('brings an external into it', () =>
      given(organization, ...owns, mayInvite)
        .when(inviteMember, here, by(adam))
        .then(
          memberInvited(
            {
              invitationId: 'id-of-invitation',
              personId: mia.personId,
              roles: ['external'],
              workspaces: [{ workspaceId: customs, role: 'operator' }],
              invitedBy: adam.personId,
              generation: 1,
              expiresAt: inAWeek,
            },
            { email: mia.email },
          ),
        ));

    it('says no without the policy, for anything but externals, into no workspace, and to its manager', () => {
      const refusedTo = (events: OrganizationEvent[], command: typeof here | ReturnType<typeof invite>) =>
        given(organization, ...events)
          .when(inviteMember, command, by(adam))
          .thenRefused('ROLE_NOT_GRANTABLE', { roles: [...command.roles] });
      refusedTo(owns, here);
      refusedTo([...owns, mayInvite], { ...here, roles: ['member'] });
      refusedTo([...owns, mayInvite], invite(['external']));
      refusedTo([...withCustoms, joined(adam, ['member']), added(adam, 'manager'), mayInvite], here);
    });
  });

  it('names each role once, in the order in which they are offered', () =>
    given(organization, ...founded)
      .when(inviteMember, invite(['member', 'admin', 'member']), by(olga))
      .then(fresh(['admin', 'member'])));

  it('I-5: other roles supersede the open invitation', () =>
    given(organization, ...founded, invited(mia, ['member']))
      .when(inviteMember, invite(['auditor']), by(olga))
      .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['auditor'])));

  it('W14: an expired invitation does not stand in the way', () =>
    given(organization, ...founded, invited(mia, ['member'], { expiresAt: now }))
      .when(inviteMember, invite(), by(olga))
      .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['member'])));

  it('W14: neither does one whose sender has lost the right to it', () => {
    const lost = [joined(adam, ['admin']), invited(mia, ['member'], { invitedBy: adam.personId })];
    for (const how of [
      memberRemoved({ personId: adam.personId }),
      memberRolesChanged({ personId: adam.personId, roles: ['auditor'] }),
    ]) {
      given(organization, ...founded, ...lost, how)
        .when(inviteMember, invite(), by(olga))
        .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['member']));
    }
  });

  it('a revoked one is closed: the next is simply new', () =>
    given(organization, ...founded, invited(mia, ['member']), invitationRevoked({ invitationId }))
      .when(inviteMember, invite(), by(olga))
      .then(fresh(['member'])));

  it('a person who left may be invited again', () =>
    given(organization, ...founded, joined(mia, ['member']), memberLeft({ personId: mia.personId }))
      .when(inviteMember, invite(), by(olga))
      .then(fresh(['member'])));

  it('B25: an Owner may invite an Owner, an Admin anybody else', () => {
    given(organization, ...founded)
      .when(inviteMember, invite(['owner']), by(olga))
      .then(fresh(['owner']));
    given(organization, ...founded, joined(adam, ['admin']))
      .when(inviteMember, invite(['admin']), by(adam))
      .then(fresh(['admin'], adam.personId));
    given(organization, ...founded, joined(adam, ['admin']))
      .when(inviteMember, invite(['member', 'owner']), by(adam))
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
  });

  it('I-3: says no to roles out of reach', () =>
    given(organization, ...founded, joined(audrey, ['auditor']))
      .when(inviteMember, invite(['member', 'auditor']), by(audrey))
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['auditor', 'member'] }));

  it('I-3: the roles are those that the stream knows, not what a guard saw a moment ago', () => {
    given(organization, ...founded, joined(adam, ['admin']), memberRemoved({ personId: adam.personId }))
      .when(inviteMember, invite(), by(adam))
      .thenRefused('ORG_NOT_FOUND');
    given(organization, ...founded)
      .when(inviteMember, invite(), by(stranger))
      .thenRefused('ORG_NOT_FOUND');
  });

  it('an API key holds no roles to hand on', () =>
    given(organization, ...founded)
      .when(inviteMember, invite(), { actor: 'key:1' })
      .thenRefused('FORBIDDEN'));

  it('I-5: says no for a member', () =>
    given(
      organization,
      ...founded,
      invited(mia, ['member']),
      invitationAccepted({ invitationId, personId: mia.personId, userId: mia.userId }),
      joined(mia, ['member']),
    )
      .when(inviteMember, invite(['admin']), by(olga))
      .thenRefused('ALREADY_MEMBER'));

  describe('D-WS: into workspaces at once', () => {
    const into = (role: WorkspaceRole, workspaceId = customs) => ({ ...invite(), workspaces: [{ workspaceId, role }] });
    const invitedInto = (role: WorkspaceRole, invitedBy = olga.personId) =>
      memberInvited(
        { ...fresh(['member'], invitedBy).data, workspaces: [{ workspaceId: customs, role }] },
        { email: mia.email },
      );
    const steward = [...withCustoms, joined(adam, ['user_admin'])];

    it('the invitation carries what they are to be there; of two the later one counts', () => {
      given(organization, ...withCustoms)
        .when(inviteMember, into('operator'), by(olga))
        .then(invitedInto('operator'));
      given(organization, ...steward)
        .when(inviteMember, into('manager'), by(adam))
        .then(invitedInto('manager', adam.personId));
      const twice = { ...invite(), workspaces: [...into('viewer').workspaces, ...into('builder').workspaces] };
      given(organization, ...withCustoms)
        .when(inviteMember, twice, by(olga))
        .then(invitedInto('builder'));
    });

    it('stays quiet for the same, and supersedes for another workspace role', () => {
      const open = memberInvited({ ...invitedInto('operator').data, invitationId }, { email: mia.email });
      given(organization, ...withCustoms, open)
        .when(inviteMember, into('operator'), by(olga))
        .thenNothing();
      given(organization, ...withCustoms, open)
        .when(inviteMember, into('viewer'), by(olga))
        .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), invitedInto('viewer'));
      given(organization, ...withCustoms, open)
        .when(inviteMember, invite(), by(olga))
        .then(invitationSuperseded({ invitationId, by: 'id-of-invitation' }), fresh(['member']));
    });

    it('says no to workspaces that take nobody, and to who owns every one anyway', () => {
      given(organization, ...founded)
        .when(inviteMember, into('viewer'), by(olga))
        .thenRefused('WORKSPACE_NOT_FOUND');
      given(organization, ...withCustoms, archived())
        .when(inviteMember, into('viewer'), by(olga))
        .thenRefused('WORKSPACE_ARCHIVED');
      const full = [added(adam, 'viewer'), workspaceLimitsSet({ workspaceId: customs, members: 1 })];
      given(organization, ...withCustoms, joined(adam, ['member']), ...full)
        .when(inviteMember, into('viewer'), by(olga))
        .thenRefused('WORKSPACE_MEMBER_LIMIT_REACHED', { limit: 1 });
      given(organization, ...withCustoms)
        .when(inviteMember, { ...into('viewer'), roles: ['admin'] }, by(olga))
        .thenRefused('INHERITED_ROLE');
    });

    it('X6: says no where a policy has no roles in workspaces', () => {
      const without = orgPolicyChanged({ workspaceRoles: false });
      given(organization, ...withCustoms, without)
        .when(inviteMember, into('viewer'), by(olga))
        .thenRefused('WORKSPACE_ROLES_DISABLED');
      given(organization, ...withCustoms, without)
        .when(inviteMember, invite(), by(olga))
        .then(fresh(['member']));
    });

    it('I-3: says no to what is out of the inviter’s reach, and to externals who would manage', () => {
      const hires = roleCreated(
        { roleId: stewardId, permissions: [...permissionsOf('member'), 'invitations:manage'] },
        { name: 'Hires' },
      );
      given(organization, ...withCustoms, hires, joined(adam, [stewardId]), added(adam, 'manager'))
        .when(inviteMember, into('owner'), by(adam))
        .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['owner'] });
      given(organization, ...withCustoms)
        .when(inviteMember, { ...into('manager'), roles: ['external'] }, by(olga))
        .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['manager'] });
    });
  });

  it('stays quiet while the same invitation is open', () => {
    given(organization, ...founded, invited(mia, ['admin', 'member']))
      .when(inviteMember, invite(['member', 'admin']), by(olga))
      .thenNothing();
    given(organization, ...founded, invited(mia, ['member']))
      .when(inviteMember, invite(), { ...by(olga), now: plus(inAWeek, { seconds: -1 }) })
      .thenNothing();
  });
});
