import { roleCreated, roleRenamed, roleRetired, type OrganizationEvent, type Permission } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { adam, founded, joined, mia, olga, organizationId, steward, stewardId } from '../../testing/some-organization';
import { createRole } from './create-role';

const people = [...founded, joined(adam, ['admin']), steward('runs:read'), joined(mia, [stewardId])];
const called = (name: string, permissions: Permission[] = ['org:read']) => ({ organizationId, name, permissions });
const made = (roleId: string, name: string): OrganizationEvent =>
  roleCreated({ roleId, permissions: ['org:read'] }, { name });

describe('B8: make a role of the organization', () => {
  it('allows what is chosen, each once and in the order of the catalogue', () =>
    given(organization, ...people)
      .when(createRole, called('Night shift', ['runs:start', 'org:read', 'runs:start']), { actor: adam.actor })
      .then(roleCreated({ roleId: 'id-of-role', permissions: ['org:read', 'runs:start'] }, { name: 'Night shift' })));

  it('says what it is for, where its maker does', () => {
    const purpose = 'Keeps runs going at night';
    given(organization, ...people)
      .when(createRole, { ...called('Night shift'), purpose }, { actor: adam.actor })
      .then(roleCreated({ roleId: 'id-of-role', permissions: ['org:read'] }, { name: 'Night shift', purpose }));
  });

  it('W2, S15: allows nothing that its maker may not do', () => {
    given(organization, ...people)
      .when(createRole, called('Night shift', ['runs:start', 'runs:read', 'audit:read']), { actor: mia.actor })
      .thenRefused('PERMISSION_ESCALATION', { permissions: ['runs:start', 'audit:read'] });
    given(organization, ...people)
      .when(createRole, called('Night shift', ['runs:read']), { actor: mia.actor })
      .then(roleCreated({ roleId: 'id-of-role', permissions: ['runs:read'] }, { name: 'Night shift' }));
  });

  it('is called like no other, also like no built-in one, however it is written', () => {
    for (const name of ['Steward', 'STEWARD', 'ｓｔｅｗａｒｄ', 'Billing  Admin', 'owner'])
      given(organization, ...people)
        .when(createRole, called(name), { actor: olga.actor })
        .thenRefused('ROLE_NAME_TAKEN');
    given(organization, ...people, roleRenamed({ roleId: stewardId }, { name: 'Bursar' }))
      .when(createRole, called('Bursar'), { actor: olga.actor })
      .thenRefused('ROLE_NAME_TAKEN');
  });

  it('a retired one leaves its name and its place', () => {
    const fifty = Array.from({ length: 49 }, (_, n) => made(`role-${n}`, `Role ${n}`));
    given(organization, ...people, ...fifty)
      .when(createRole, called('One more'), { actor: olga.actor })
      .thenRefused('ROLE_LIMIT', { limit: 50 });
    given(organization, ...people, ...fifty, roleRetired({ roleId: 'role-7' }))
      .when(createRole, called('Role 7'), { actor: olga.actor })
      .then(made('id-of-role', 'Role 7'));
  });
});
