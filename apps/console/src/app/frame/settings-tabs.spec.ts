import { permissionsOf, type SystemRole, systemRole } from '@annals/contracts';
import { pagesOf } from './pages';
import { tabsOf } from './settings-tabs';

const as = (role: SystemRole) => ({
  can: (permission: string) => permissionsOf(role).some((each) => each === permission),
});
const seenBy = (role: SystemRole) => tabsOf(as(role)).map(({ name }) => name);

describe('the settings', () => {
  it('D23, D26: have a tab for who may see something in it', () => {
    for (const role of ['owner', 'admin'] as const)
      expect([role, seenBy(role)]).toEqual([
        role,
        ['General', 'Account info', 'Policies', 'Audit log', 'Security', 'Danger zone'],
      ]);
    for (const role of ['billing_admin', 'user_admin'] as const)
      expect([role, seenBy(role)]).toEqual([role, ['General', 'Account info', 'Security']]);
    expect(tabsOf({ can: (permission) => permission === 'org.phone:read' }).map(({ name }) => name)).toEqual([
      'Account info',
    ]);
  });

  it('D24, B6: are nowhere in the menu of others', () => {
    for (const role of systemRole.options) {
      const shown = pagesOf(as(role)).some(({ name }) => name === 'Settings');
      expect([role, shown]).toEqual([role, !['member', 'external', 'developer'].includes(role)]);
    }
  });
});
