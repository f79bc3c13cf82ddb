import { roleRenamed, roleRetired, type Role } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId, steward, supervisor, supervisorId } from '../../testing/some-organization';
import { renameRole } from './rename-role';

const to = (name: string, roleId: Role = supervisorId) => ({ organizationId, roleId, name });
const roles = [...founded, supervisor(), steward()];

describe('B8: rename a role', () => {
  it('has the new name, which may be its own in other letters', () => {
    given(organization, ...roles)
      .when(renameRole, to('Night shift'))
      .then(roleRenamed({ roleId: supervisorId }, { name: 'Night shift' }));
    given(organization, ...roles)
      .when(renameRole, to('Run Supervisor'))
      .then(roleRenamed({ roleId: supervisorId }, { name: 'Run Supervisor' }));
  });

  it('says no of a name that another one has, of built-in roles, and of what is not there', () => {
    for (const name of ['Steward', 'ADMIN'])
      given(organization, ...roles)
        .when(renameRole, to(name))
        .thenRefused('ROLE_NAME_TAKEN');
    given(organization, ...roles)
      .when(renameRole, to('Boss', 'admin'))
      .thenRefused('SYSTEM_ROLE_IMMUTABLE');
    given(organization, ...roles, roleRetired({ roleId: supervisorId }))
      .when(renameRole, to('Night shift'))
      .thenRefused('ROLE_NOT_FOUND');
  });

  it('stays quiet when it is called so already', () =>
    given(organization, ...roles)
      .when(renameRole, to('Run supervisor'))
      .thenNothing());
});
