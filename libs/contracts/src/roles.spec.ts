import { permissions, type Permission } from './permissions';
import { current, granted, personKeyMay, systemRoles } from './roles';

const dispatcher = '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
const driver = '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c';

describe('roles', () => {
  it('an auditor reads everything and changes nothing but what is their own', () => {
    const changes = systemRoles.auditor.permissions.filter(
      (name) =>
        !name.endsWith(':read') &&
        !['members:leave', 'members.own_profile:write', 'workspaces:list_all', 'privacy:own'].includes(name),
    );
    expect(changes).toEqual([]);
    const reads = (Object.keys(permissions) as Permission[]).filter((name) => name.endsWith(':read'));
    expect([...granted(['auditor']).keys()]).toEqual(expect.arrayContaining(reads));
  });

  it('X4: are sets of one catalogue, the eight that are built in and the organization’s own alike', () => {
    expect(Object.values(systemRoles).map(({ name }) => name)).toEqual([
      'Owner',
      'Admin',
      'Billing admin',
      'User admin',
      'Auditor',
      'Member',
      'External',
      'Developer',
    ]);
    const all: readonly string[] = Object.keys(permissions);
    for (const { permissions: holds } of Object.values(systemRoles)) expect(all).toEqual(expect.arrayContaining(holds));
    expect([...granted([dispatcher], () => [...all, 'planets:move']).keys()]).toEqual(systemRoles.owner.permissions);
  });

  it('add up, and say which role grants what', () =>
    expect(granted(['member', 'auditor']).get('members:read')).toEqual(['member', 'auditor']));

  it('of an organization’s own grant what they were given, and nothing before they exist', () => {
    expect(granted([dispatcher]).size).toBe(0);
    const own = granted(['member', dispatcher], (role) =>
      role === dispatcher ? ['runs:start', 'bots:read', 'of.a_later:release', 'bots:heartbeat'] : undefined,
    );
    expect(own.get('runs:start')).toEqual([dispatcher]);
    expect(own.get('bots:read')).toEqual([dispatcher]);
    expect([...own.keys()]).not.toContain('of.a_later:release');
    expect([...own.keys()]).not.toContain('bots:heartbeat');
  });

  it('no person holds what belongs to bots', () =>
    expect([...granted(['owner', 'admin']).keys()]).not.toEqual(expect.arrayContaining(['runs:report'])));

  it('a key never has what gives or takes rights', () =>
    expect([...personKeyMay(Object.keys(permissions), granted(['owner'])).keys()]).not.toEqual(
      expect.arrayContaining(['roles.custom:manage']),
    ));

  it('a retired role stands for its replacement, however often that was retired, too', () => {
    const replacements = new Map([
      [dispatcher, driver],
      [driver, 'member'],
    ]);
    expect(current(['auditor', dispatcher, 'member'], replacements)).toEqual(['auditor', 'member']);
    expect(current([dispatcher], new Map([[dispatcher, undefined]]))).toEqual([]);
  });
});
