import {
  granted,
  orgPolicyChanged,
  roleCreated,
  roleRenamed,
  rolePermissionsChanged,
  roleRetired,
  unsaidPolicies,
} from '@annals/contracts';
import { givenLog, someId, view } from '@annals/views';
import { ownRoleHandlers, ownRoleRows, ownRolesNow } from './own-roles';
import { policiesSaid, policyHandlers, policyRows } from './policies-said';

const some = view({ name: 'some_roles', version: 1, tables: { roles: ownRoleRows }, on: ownRoleHandlers });
const [night, day, gone] = [someId('night'), someId('day'), someId('gone')];
const made = [
  roleCreated({ roleId: night, permissions: ['org:read'] }, { name: 'Night' }),
  roleCreated({ roleId: day, permissions: ['runs:read'] }, { name: 'Day' }),
  roleCreated({ roleId: gone, permissions: ['runs:start'] }, { name: 'Gone' }),
];

describe('the organization’s own roles in a view', () => {
  it('are known by the name and the permissions that they have now', () => {
    const { roles } = givenLog(
      ...made,
      roleRenamed({ roleId: night }, { name: 'Late' }),
      rolePermissionsChanged({ roleId: night, permissions: ['org:read', 'runs:read'] }),
    ).viewOf(some);
    const now = ownRolesNow(roles);
    expect(now.said([day, night, 'owner', 'planet_admin'])).toEqual({
      roles: ['owner', ...[day, night, 'planet_admin'].sort()],
      roleNames: expect.arrayContaining(['Owner', 'Day', 'Late', 'planet admin']) as unknown,
    });
    expect(
      ownRolesNow(roles, { ...unsaidPolicies, ownerTerm: 'organization_admin' }).said(['owner']).roleNames,
    ).toEqual(['Organization admin']);
    expect([...granted([night], now.allow).keys()]).toEqual(['org:read', 'runs:read']);
  });

  it('are what replaced them once they are retired, however long that goes on', () => {
    const { roles } = givenLog(
      ...made,
      roleRetired({ roleId: gone, replacedBy: day }),
      roleRetired({ roleId: day, replacedBy: 'auditor' }),
      roleRetired({ roleId: night }),
    ).viewOf(some);
    const now = ownRolesNow(roles);
    expect(now.said([gone, night, 'member'])).toEqual({
      roles: ['auditor', 'member'],
      roleNames: ['Auditor', 'Member'],
    });
    expect(now.allow(gone)).toBeUndefined();
  });

  it('allow what the newest policies say, where they say something of a built-in one', () => {
    const both = view({ name: 'some_policies', version: 1, tables: { policies: policyRows }, on: policyHandlers });
    const mayDelete = (...policies: readonly ReturnType<typeof orgPolicyChanged>[]) =>
      granted(['admin'], ownRolesNow([], policiesSaid(givenLog(...policies).viewOf(both).policies)).allow).has(
        'org:delete',
      );
    expect(mayDelete()).toBe(false);
    const allowed = orgPolicyChanged({ adminMayDelete: true });
    expect(mayDelete(allowed, orgPolicyChanged({ customRoles: false }))).toBe(true);
    expect(mayDelete(allowed, orgPolicyChanged({ adminMayDelete: false }))).toBe(false);
  });

  it('have no name any more once the organization’s key is gone', () => {
    const { roles } = givenLog(...made).erasedViewOf(some);
    expect(ownRolesNow(roles).said([night]).roleNames).toEqual(['[erased]']);
  });
});
