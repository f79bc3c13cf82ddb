import { granted, grantable, permissions, systemRoles, type Permission } from './permissions';

describe('roles', () => {
  it('an auditor reads everything and changes nothing', () => {
    const changes = systemRoles.auditor.permissions.filter(
      (name) => !name.endsWith(':read') && name !== 'members:leave',
    );
    expect(changes).toEqual([]);
    const reads = (Object.keys(permissions) as Permission[]).filter((name) => name.endsWith(':read'));
    expect([...granted(['auditor']).keys()]).toEqual(expect.arrayContaining(reads));
  });
  it('add up, and say which role grants what', () =>
    expect(granted(['member', 'auditor']).get('bots:read')).toEqual(['member', 'auditor']));
  it('of an organization’s own grant nothing before they exist', () =>
    expect(granted(['0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b']).size).toBe(0));
  it('I-3 only an owner grants owner; auditors and members grant nothing', () => {
    expect(grantable(['owner']).has('owner')).toBe(true);
    expect(grantable(['admin']).has('owner')).toBe(false);
    expect(grantable(['auditor', 'member']).size).toBe(0);
  });
  it('no person holds what belongs to bots', () =>
    expect([...granted(['owner', 'admin']).keys()]).not.toEqual(expect.arrayContaining(['runs:report'])));
});
