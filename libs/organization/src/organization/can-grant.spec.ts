import { roleCreated, roleRetired, systemRole, systemRoles, type Permission, type Role } from '@annals/contracts';
import { fold } from '@annals/kernel';
import { founded } from '../testing/some-organization';
import { canGrant, mustGrant } from './can-grant';
import { organization } from './organization';

const dispatcher = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
const recruiter = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';
const retired = '0d0d0d0d-0d0d-4d0d-8d0d-0d0d0d0d0d0d';
const made = (roleId: string, permissions: Permission[]) => roleCreated({ roleId, permissions }, { name: roleId });
const here = fold(organization, [
  ...founded,
  made(dispatcher, ['org:read', 'runs:read', 'runs:start']),
  made(recruiter, [...systemRoles.member.permissions, 'invitations:manage']),
  made(retired, ['org:read']),
  roleRetired({ roleId: retired }),
]);
const all: readonly Role[] = [...systemRole.options, dispatcher, recruiter, retired];
function saidNo(granter: Role[], asked: Role[]): unknown {
  try {
    mustGrant(here, granter, asked);
    return undefined;
  } catch (error) {
    return error;
  }
}
const reach = (...held: Role[]) => all.filter((role) => canGrant(here, held, role));

describe('I-3: who may grant what', () => {
  it('an Owner everything, an Admin everything but Owner', () => {
    expect(reach('owner')).toEqual(all);
    expect(reach('admin')).toEqual(all.filter((role) => role !== 'owner' && role !== retired));
  });

  it('a User admin members, externals, developers, and own roles without management in them', () =>
    expect(reach('user_admin')).toEqual(['member', 'external', 'developer', recruiter]));

  it('by a role of the organization’s own nothing that it does not hold', () => {
    expect(reach(recruiter)).toEqual(['member', 'external', 'developer', recruiter]);
    expect(reach(recruiter, 'auditor')).toEqual(['member', 'external', 'developer', recruiter]);
  });

  it('nobody else anything', () => {
    for (const role of ['billing_admin', 'auditor', 'member', 'external', 'developer', dispatcher, retired])
      expect(reach(role)).toEqual([]);
  });

  it('says which roles are out of reach', () => {
    expect(saidNo(['admin'], ['member', 'owner'])).toMatchObject({ code: 'ONLY_OWNER_MAY_GRANT_OWNER' });
    expect(saidNo(['user_admin'], ['member', 'admin'])).toMatchObject({
      code: 'ROLE_NOT_GRANTABLE',
      details: { roles: ['admin'] },
    });
    expect(saidNo(['user_admin'], ['member'])).toBeUndefined();
  });
});
