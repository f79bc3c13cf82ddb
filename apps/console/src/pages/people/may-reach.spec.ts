import { mayReach } from './may-reach';

const places = (...names: string[]) => names.map((name) => ({ workspaceId: name, name, role: 'builder' }));
const reached = (roles: string[], ...names: string[]) => mayReach({ roles, workspaces: places(...names) });

describe('W15: what an external may reach', () => {
  it('is said by the workspaces that they were added to', () => {
    expect(reached(['external'])).toBe('Nothing yet');
    expect(reached(['external'], 'Care')).toBe('Care');
    expect(reached(['external'], 'Care', 'Customs', 'Yard')).toBe('Care, Customs and Yard');
    expect(reached(['external'], 'Care', 'Customs', 'Yard', 'Zone')).toBe('Care, Customs and 2 more');
  });

  it('is all of them by a role of the organization', () => {
    expect(reached(['external', 'auditor'])).toBe('All, reads only');
    expect(reached(['external', 'auditor'], 'Care')).toBe('All, reads only; Care');
    expect(reached(['owner'], 'Care')).toBe('All');
  });
});
