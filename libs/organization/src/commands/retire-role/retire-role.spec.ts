import { defaultRoleSet, memberRemoved, roleCreated, roleRetired, type Role } from '@annals/contracts';
import { fold, given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  added,
  founded,
  invitationId,
  invited,
  joined,
  mia,
  olga,
  organizationId,
  steward,
  stewardId,
  stranger,
  supervisor,
  supervisorId,
  withCustoms,
} from '../../testing/some-organization';
import { retireRole } from './retire-role';

const retire = (roleId: Role, replacedBy?: Role) => ({ organizationId, roleId, replacedBy });
const held = [...founded, supervisor(), joined(adam, ['admin', supervisorId])];

describe('B8: retire a role', () => {
  it('is gone where nobody has it, now or by an invitation', () => {
    given(organization, ...founded, supervisor())
      .when(retireRole, retire(supervisorId), { actor: olga.actor })
      .then(roleRetired({ roleId: supervisorId }));
    given(organization, ...held, memberRemoved({ personId: adam.personId }))
      .when(retireRole, retire(supervisorId), { actor: olga.actor })
      .then(roleRetired({ roleId: supervisorId }));
  });

  it('W15: makes no External of somebody who looks after a workspace', () => {
    const manages = [...withCustoms, supervisor(), joined(mia, [supervisorId]), added(mia, 'manager')];
    given(organization, ...manages)
      .when(retireRole, retire(supervisorId, 'external'), { actor: olga.actor })
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['external'] });
    given(organization, ...withCustoms, supervisor(), joined(mia, [supervisorId]), added(mia, 'builder'))
      .when(retireRole, retire(supervisorId, 'external'), { actor: olga.actor })
      .then(roleRetired({ roleId: supervisorId, replacedBy: 'external' }));
  });

  it('is in use while somebody has it, is invited as it, or would get it by default', () => {
    given(organization, ...held, joined(mia, [supervisorId]), invited(stranger, ['member', supervisorId]))
      .when(retireRole, retire(supervisorId), { actor: olga.actor })
      .thenRefused('ROLE_IN_USE', { members: 2, invited: 1, isDefault: false });
    given(organization, ...founded, supervisor(), defaultRoleSet({ role: supervisorId }))
      .when(retireRole, retire(supervisorId), { actor: olga.actor })
      .thenRefused('ROLE_IN_USE', { members: 0, invited: 0, isDefault: true });
  });

  it('everybody has the replacement', () => {
    const history = [...held, invited(stranger, [supervisorId]), defaultRoleSet({ role: supervisorId })];
    given(organization, ...history)
      .when(retireRole, retire(supervisorId, 'auditor'), { actor: olga.actor })
      .then(roleRetired({ roleId: supervisorId, replacedBy: 'auditor' }));
    const after = fold(organization, [...history, roleRetired({ roleId: supervisorId, replacedBy: 'auditor' })]);
    expect([
      after.people.members.get(adam.personId)?.roles,
      after.invitations.all.get(invitationId)?.roles,
      after.roles.default,
    ]).toEqual([['admin', 'auditor'], ['auditor'], 'auditor']);
  });

  it('I-3: gives and takes only what is in the actor’s reach', () => {
    given(organization, ...held)
      .when(retireRole, retire(supervisorId, 'owner'), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    const staff = [...founded, supervisor(), steward('members.roles:change', 'runs:read'), joined(mia, [stewardId])];
    given(organization, ...staff)
      .when(retireRole, retire(supervisorId, 'member'), { actor: mia.actor })
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: ['member'] });
    const beyond = '0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e';
    given(organization, ...staff, roleCreated({ roleId: beyond, permissions: ['audit:read'] }, { name: 'Reader' }))
      .when(retireRole, retire(beyond, supervisorId), { actor: mia.actor })
      .thenRefused('ROLE_NOT_GRANTABLE', { roles: [beyond] });
  });

  it('I-4: whoever holds it themselves gets a replacement of which they may everything already', () =>
    given(organization, ...founded, steward('members.roles:change'), joined(mia, ['user_admin', stewardId]))
      .when(retireRole, retire(stewardId, 'external'), { actor: mia.actor })
      .then(roleRetired({ roleId: stewardId, replacedBy: 'external' })));

  it('makes nobody an owner by default', () =>
    given(organization, ...founded, supervisor(), defaultRoleSet({ role: supervisorId }))
      .when(retireRole, retire(supervisorId, 'owner'), { actor: olga.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER'));

  it('says no of built-in roles, of what is retired, and of itself as a replacement', () => {
    given(organization, ...held)
      .when(retireRole, retire('developer', 'member'), { actor: olga.actor })
      .thenRefused('SYSTEM_ROLE_IMMUTABLE');
    given(organization, ...founded, supervisor(), roleRetired({ roleId: supervisorId }))
      .when(retireRole, retire(supervisorId), { actor: olga.actor })
      .thenRefused('ROLE_NOT_FOUND');
    given(organization, ...held)
      .when(retireRole, retire(supervisorId, supervisorId), { actor: olga.actor })
      .thenRefused('ROLE_NOT_FOUND');
    given(organization, ...held, steward(), roleRetired({ roleId: stewardId }))
      .when(retireRole, retire(supervisorId, stewardId), { actor: olga.actor })
      .thenRefused('ROLE_NOT_FOUND', { role: stewardId });
  });
});
