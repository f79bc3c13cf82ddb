import { permissionsOf, systemRole } from './roles';
import { roleThere, workspacePermissionsOf, workspaceRole } from './workspace-roles';

describe('what somebody is in a workspace', () => {
  it('is the more of what they were added as and what their role in the organization makes them', () => {
    expect(roleThere(['member'], null)).toBeUndefined();
    expect(roleThere(['member'], 'builder')).toEqual({ role: 'builder', inheritedFrom: null });
    expect(roleThere(['member', 'auditor'], null)).toEqual({ role: 'viewer', inheritedFrom: 'auditor' });
    expect(roleThere(['auditor'], 'builder')).toEqual({ role: 'builder', inheritedFrom: null });
    expect(roleThere(['auditor', 'admin'], 'viewer')).toEqual({ role: 'owner', inheritedFrom: 'admin' });
  });

  it('W15: shows who is there to whoever says who is there, and by that to nobody else', () => {
    const [sees, assigns] = (['members:read', 'workspaces.members:assign'] as const).map((permission) =>
      workspaceRole.options.filter((role) => workspacePermissionsOf(role).includes(permission)),
    );
    expect([sees, assigns]).toEqual([
      ['owner', 'manager'],
      ['owner', 'manager'],
    ]);
  });

  it('by a role in the organization allows nothing that this role does not allow everywhere', () => {
    for (const role of systemRole.options) {
      const there = workspacePermissionsOf(roleThere([role], null)?.role ?? '');
      expect(permissionsOf(role)).toEqual(expect.arrayContaining([...there]));
    }
  });
});
