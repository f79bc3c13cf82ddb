import { roleCreated, rolePurposeChanged, roleRetired, type Role } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, organizationId, steward, stewardId, supervisor, supervisorId } from '../../testing/some-organization';
import { changeRolePurpose } from './change-role-purpose';

const roleId = stewardId;
const purpose = 'Keeps runs going at night';
const to = (words?: string, of: Role = supervisorId) => ({ organizationId, roleId: of, purpose: words });
const roles = [...founded, supervisor(), steward()];

describe('B8: say what a role is for', () => {
  it('is for that from now on, or for nothing that is said', () => {
    given(organization, ...roles)
      .when(changeRolePurpose, to(purpose))
      .then(rolePurposeChanged({ roleId: supervisorId }, { purpose }));
    given(organization, ...roles, rolePurposeChanged({ roleId: supervisorId }, { purpose }))
      .when(changeRolePurpose, to())
      .then(rolePurposeChanged({ roleId: supervisorId }, {}));
  });

  it('says no of built-in roles, and of what is not there', () => {
    given(organization, ...roles)
      .when(changeRolePurpose, to(purpose, 'admin'))
      .thenRefused('SYSTEM_ROLE_IMMUTABLE');
    given(organization, ...roles, roleRetired({ roleId: supervisorId }))
      .when(changeRolePurpose, to(purpose))
      .thenRefused('ROLE_NOT_FOUND');
  });

  it('stays quiet when it is so already, also since it was made', () => {
    given(organization, ...roles)
      .when(changeRolePurpose, to())
      .thenNothing();
    given(organization, ...founded, roleCreated({ roleId, permissions: ['org:read'] }, { name: 'Bursar', purpose }))
      .when(changeRolePurpose, to(purpose, roleId))
      .thenNothing();
  });
});
