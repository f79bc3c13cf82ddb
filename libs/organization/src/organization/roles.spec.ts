import { orgPolicyChanged } from '@annals/contracts';
import { fold } from '@annals/kernel';
import { founded, supervisor, supervisorId } from '../testing/some-organization';
import { organization } from './organization';
import { named } from './roles';

describe('roles as people read them', () => {
  it('X4: by the name that they have here; owners as the policy calls them', () => {
    const here = fold(organization, [...founded, supervisor()]);
    expect(named(here, [supervisorId, 'owner', 'member']).roleNames).toEqual(['Owner', 'Member', 'Run supervisor']);
    const renamed = fold(organization, [...founded, orgPolicyChanged({ ownerTerm: 'organization_admin' })]);
    expect(named(renamed, ['owner'])).toEqual({ roles: ['owner'], roleNames: ['Organization admin'] });
  });
});
