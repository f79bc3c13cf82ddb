import { defaultRoleSet, type Role } from '@annals/contracts';
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
import { setDefaultRole } from './set-default-role';

const to = (role: Role) => ({ organizationId, role });
const people = [...founded, supervisor(), steward('members.roles:change'), joined(mia, [stewardId])];

describe('B8: set the role of who comes in unasked', () => {
  it('is a built-in one or one of the organization', () => {
    for (const role of ['external', supervisorId])
      given(organization, ...people)
        .when(setDefaultRole, to(role), { actor: olga.actor })
        .then(defaultRoleSet({ role }));
  });

  it('I-3: is in the reach of who says so, and never Owner', () => {
    given(organization, ...people)
      .when(setDefaultRole, to('owner'), { actor: olga.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...people)
      .when(setDefaultRole, to(supervisorId), { actor: mia.actor })
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: [supervisorId] });
  });

  it('says no of what is not there', () =>
    given(organization, ...founded, joined(adam, ['admin']))
      .when(setDefaultRole, to(supervisorId), { actor: adam.actor })
      .thenRefused('ROLE_NOT_FOUND', { role: supervisorId }));

  it('stays quiet when it is so already', () =>
    given(organization, ...founded)
      .when(setDefaultRole, to('member'), { actor: olga.actor })
      .thenNothing());
});
