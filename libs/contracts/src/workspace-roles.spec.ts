import { permissionsOf, systemRole } from './roles';
import { roleThere, workspacePermissionsOf } from './workspace-roles';

describe('what somebody is in a workspace', () => {
  it('is the more of what they were added as and what their role in the organization makes them', () => {
    expect(roleThere(['member'], null)).toBeUndefined();
    expect(roleThere(['member'], 'builder')).toEqual({ role: 'builder', inheritedFrom: null });
    expect(roleThere(['member', 'auditor'], null)).toEqual({ role: 'viewer', inheritedFrom: 'auditor' });
    expect(roleThere(['auditor'], 'builder')).toEqual({ role: 'builder', inheritedFrom: null });
    expect(roleThere(['auditor', 'admin'], 'viewer')).toEqual({ role: 'owner', inheritedFrom: 'admin' });
  });

  it('by a role in the organization allows nothing that this role does not allow everywhere', () => {
    for (const role of systemRole.options) {
      const there = workspacePermissionsOf(roleThere([role], null)?.role ?? '');
      expect(permissionsOf(role)).toEqual(expect.arrayContaining([...there]));
    }
  });
});
