import { memberRolesChanged, workspaceRoleChanged } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { adam, added, customs, joined, mia, organizationId, oscar, withCustoms } from '../../testing/some-organization';
import { changeWorkspaceRole } from './change-workspace-role';

const to = (role: 'owner' | 'viewer', { personId } = mia) => ({ organizationId, workspaceId: customs, personId, role });
const people = [...withCustoms, joined(adam, ['admin']), joined(mia, ['member']), joined(oscar, ['member'])];
const manages = [...people, added(oscar, 'manager')];
const byOscar = { actor: oscar.actor };

describe('D7: change a role in a workspace', () => {
  it('is a fact of the workspace, and of nothing else', () =>
    given(organization, ...people, added(mia, 'builder'))
      .when(changeWorkspaceRole, to('viewer'))
      .then(workspaceRoleChanged({ workspaceId: customs, personId: mia.personId, role: 'viewer' })));

  it('says no for who is not there, for who inherits, and for oneself', () => {
    given(organization, ...people)
      .when(changeWorkspaceRole, to('viewer'))
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people)
      .when(changeWorkspaceRole, to('viewer', adam))
      .thenRefused('INHERITED_ROLE');
    given(organization, ...manages)
      .when(changeWorkspaceRole, to('viewer', oscar), byOscar)
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
  });

  it('I-3: a manager neither makes nor unmakes a workspace owner', () => {
    given(organization, ...manages, added(mia, 'builder'))
      .when(changeWorkspaceRole, to('owner'), byOscar)
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['owner'] });
    given(organization, ...manages, added(mia, 'owner'))
      .when(changeWorkspaceRole, to('viewer'), byOscar)
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['owner'] });
  });

  it('makes less of who became an external as a manager, and never more than a builder', () => {
    const external = [
      ...people,
      added(mia, 'manager'),
      memberRolesChanged({ personId: mia.personId, roles: ['external'] }),
    ];
    given(organization, ...external)
      .when(changeWorkspaceRole, to('viewer'))
      .then(workspaceRoleChanged({ workspaceId: customs, personId: mia.personId, role: 'viewer' }));
    given(organization, ...external)
      .when(changeWorkspaceRole, to('owner'))
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['owner'] });
  });

  it('stays quiet when they are that already', () =>
    given(organization, ...people, added(mia, 'viewer'))
      .when(changeWorkspaceRole, to('viewer'))
      .thenNothing());
});
