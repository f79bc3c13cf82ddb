import { peoplesPermissions } from '@annals/contracts';
import { areasOf } from './areas';

describe('permissions by area', () => {
  it('are all there, each once', () => {
    const shown = areasOf().flatMap((area) => area.permissions);
    expect([...shown].sort()).toEqual([...peoplesPermissions].sort());
    expect(new Set(areasOf().map(({ name }) => name)).size).toBe(areasOf().length);
  });

  it('are found by their words and by their names', () => {
    const ofHistory = ['audit:read', 'audit:export', 'audit.destinations:manage'];
    expect(areasOf('audit log')).toEqual([{ name: 'History', permissions: ofHistory }]);
    expect(areasOf('api_keys:MANAGE')).toEqual([{ name: 'API keys', permissions: ['api_keys:manage'] }]);
    expect(areasOf('planets')).toEqual([]);
  });
});
