import { memberRemoved, orgPolicyChanged, workspaceLimitsSet, workspaceMemberAdded } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  added,
  archived,
  audrey,
  customs,
  joined,
  mia,
  olga,
  organizationId,
  oscar,
  stranger,
  withCustoms,
} from '../../testing/some-organization';
import { addWorkspaceMember } from './add-workspace-member';

const add = ({ personId }: typeof mia, role: 'owner' | 'manager' | 'builder' = 'builder') => ({
  organizationId,
  workspaceId: customs,
  personId,
  role,
});
/** Adam is Admin, Audrey belongs to somebody else, Mia and Oscar are members. */
const people = [...withCustoms, joined(adam, ['admin']), joined(audrey, ['external']), joined(mia, ['member'])];

describe('D-WS: add somebody to a workspace', () => {
  it('is there, and what they are in the organization stays as it is', () => {
    for (const { actor } of [olga, adam])
      given(organization, ...people)
        .when(addWorkspaceMember, add(mia), { actor })
        .then(workspaceMemberAdded({ workspaceId: customs, personId: mia.personId, role: 'builder' }));
  });

  it('X6: says no where a policy has no roles in workspaces', () =>
    given(organization, ...people, orgPolicyChanged({ workspaceRoles: false }))
      .when(addWorkspaceMember, add(mia))
      .thenRefused('WORKSPACE_ROLES_DISABLED'));

  it('D7: says no to who owns every workspace anyway: INHERITED_ROLE', () =>
    given(organization, ...people)
      .when(addWorkspaceMember, add(adam))
      .thenRefused('INHERITED_ROLE'));

  it('says no for oneself, for strangers and in an archived one', () => {
    given(organization, ...people, joined(oscar, ['user_admin']))
      .when(addWorkspaceMember, add(oscar), { actor: oscar.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    given(organization, ...people)
      .when(addWorkspaceMember, add(stranger))
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people, archived())
      .when(addWorkspaceMember, add(mia))
      .thenRefused('WORKSPACE_ARCHIVED');
  });

  it('I-3: says no to more than one holds there oneself, and to management for externals', () => {
    const managed = [...people, joined(oscar, ['member']), added(oscar, 'manager')];
    const byOscar = { actor: oscar.actor };
    given(organization, ...managed)
      .when(addWorkspaceMember, add(mia, 'owner'), byOscar)
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['owner'] });
    given(organization, ...managed)
      .when(addWorkspaceMember, add(mia, 'manager'), byOscar)
      .then(workspaceMemberAdded({ workspaceId: customs, personId: mia.personId, role: 'manager' }));
    given(organization, ...people, joined(oscar, ['member']), added(oscar, 'builder'))
      .when(addWorkspaceMember, add(mia), byOscar)
      .thenRefused('ROLE_NOT_GRANTABLE');
    given(organization, ...people)
      .when(addWorkspaceMember, add(audrey, 'manager'))
      .thenRefused('ROLE_NOT_GRANTABLE');
  });

  it('says no to more people than may be', () =>
    given(organization, ...people, workspaceLimitsSet({ workspaceId: customs, members: 1 }), added(audrey, 'viewer'))
      .when(addWorkspaceMember, add(mia))
      .thenRefused('WORKSPACE_MEMBER_LIMIT_REACHED', { limit: 1 }));

  it('stays quiet when they are that already, and says so of another role', () => {
    given(organization, ...people, added(mia, 'builder'))
      .when(addWorkspaceMember, add(mia))
      .thenNothing();
    given(organization, ...people, added(mia, 'viewer'))
      .when(addWorkspaceMember, add(mia))
      .thenRefused('ALREADY_MEMBER');
  });

  it('D13: what they were does not come back with them', () =>
    given(
      organization,
      ...people,
      added(mia, 'viewer'),
      memberRemoved({ personId: mia.personId }),
      joined(mia, ['member']),
    )
      .when(addWorkspaceMember, add(mia))
      .then(workspaceMemberAdded({ workspaceId: customs, personId: mia.personId, role: 'builder' })));
});
