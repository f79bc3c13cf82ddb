import { peoplesPermissions, type Permission, type SystemRole, systemRole, systemRoles } from '@annals/contracts';
import { type Cell, cellOf } from './cells';

const of = (role: SystemRole, permission: Permission) =>
  cellOf({ role, permissions: [...systemRoles[role].permissions] }, permission);

describe('a cell of the matrix of roles (domain.md §5)', () => {
  it('B8: an Owner may all of everything', () => {
    for (const each of peoplesPermissions) expect(of('owner', each)).toEqual({ is: 'all' });
  });

  it('B8: whoever hands out rights does so within a reach, which is said', () => {
    const rule = (cell: Cell) => (cell.is === 'partly' ? cell.rule : cell.is);
    expect(rule(of('admin', 'invitations:manage'))).toMatch(/Owners/);
    expect(rule(of('user_admin', 'members:remove'))).toMatch(/Externals/);
    const own = { role: '0192f0c1-2222-7000-8000-000000000001', permissions: ['members.roles:change'] as Permission[] };
    expect(rule(cellOf(own, 'members.roles:change'))).toMatch(/beyond/);
    expect(cellOf(own, 'invitations:manage')).toEqual({ is: 'none' });
  });

  it('D24: what a workspace gives is their own; externals get less of it', () => {
    expect(of('member', 'runs:start')).toEqual({ is: 'own' });
    expect(of('developer', 'bots:toggle')).toEqual({ is: 'own' });
    expect(of('external', 'runs:start')).toEqual({ is: 'own' });
    expect(of('external', 'bots:toggle')).toEqual({ is: 'none' });
    expect(of('billing_admin', 'runs:start')).toEqual({ is: 'none' });
  });

  it('who reads what others change reads it', () => {
    expect(of('billing_admin', 'security:write')).toEqual({ is: 'reads' });
    expect(of('auditor', 'api_keys:manage')).toEqual({ is: 'reads' });
    expect(of('auditor', 'bots:toggle')).toEqual({ is: 'none' });
  });

  it('a tick is never shown for what a role does not allow', () => {
    for (const role of systemRole.options)
      for (const each of peoplesPermissions) {
        const has = (systemRoles[role].permissions as readonly Permission[]).includes(each);
        expect(['all', 'partly'].includes(of(role, each).is)).toBe(has);
      }
  });
});
