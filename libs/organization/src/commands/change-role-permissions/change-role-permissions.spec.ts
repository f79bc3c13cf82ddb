import { rolePermissionsChanged, roleRetired, type Permission, type Role } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  founded,
  joined,
  mia,
  olga,
  organizationId,
  steward,
  stewardId,
  supervisor,
  supervisorId,
} from '../../testing/some-organization';
import { changeRolePermissions } from './change-role-permissions';

const to = (permissions: Permission[], roleId: Role = supervisorId) => ({ organizationId, roleId, permissions });
const changed = (permissions: Permission[], roleId = supervisorId) => rolePermissionsChanged({ roleId, permissions });
/** Mia changes roles, and may change those of members. */
const people = [
  ...founded,
  supervisor(),
  steward('runs:read', 'members.roles:change'),
  joined(mia, [stewardId]),
  joined(adam, ['admin']),
];

describe('B8: change what a role allows', () => {
  it('allows what is chosen from here on', () => {
    given(organization, ...people)
      .when(changeRolePermissions, to(['runs:start', 'org:read']), { actor: adam.actor })
      .then(changed(['org:read', 'runs:start']));
    given(organization, ...people)
      .when(changeRolePermissions, to(['runs:read']), { actor: mia.actor })
      .then(changed(['runs:read']));
  });

  it('W2, S15: adds nothing that who changes it may not do', () =>
    given(organization, ...people)
      .when(changeRolePermissions, to(['org:read', 'runs:start']), { actor: mia.actor })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['runs:start'] }));

  it('W2, S15: a role that allows more than one may do is not changed, not even to less', () =>
    given(organization, ...people, changed(['org:read', 'audit:read']))
      .when(changeRolePermissions, to(['org:read']), { actor: mia.actor })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['audit:read'] }));

  it('I-4: nobody widens a role that they hold themselves', () =>
    given(organization, ...people)
      .when(changeRolePermissions, to(['org:read', 'roles.custom:manage', 'members:remove'], stewardId), {
        actor: mia.actor,
      })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['members:remove'] }));

  it('I-3: who may give nobody a role changes none', () =>
    given(organization, ...founded, supervisor(), steward('runs:read'), joined(mia, [stewardId]))
      .when(changeRolePermissions, to(['runs:read']), { actor: mia.actor })
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: [supervisorId] }));

  it('says no of built-in roles, and of what is not there', () => {
    given(organization, ...people)
      .when(changeRolePermissions, to(['org:read'], 'member'), { actor: olga.actor })
      .thenRefused('SYSTEM_ROLE_IMMUTABLE');
    given(organization, ...people, roleRetired({ roleId: supervisorId }))
      .when(changeRolePermissions, to(['org:read']), { actor: olga.actor })
      .thenRefused('ROLE_NOT_FOUND');
  });

  it('stays quiet when it allows just that', () =>
    given(organization, ...people)
      .when(changeRolePermissions, to(['runs:read', 'org:read']), { actor: mia.actor })
      .thenNothing());
});
