import { roleCreated, rolePurposeChanged, roleRetired, systemRoles, type Role } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  founded,
  joined,
  mia,
  olga,
  organizationId,
  steward,
  stewardId,
  supervisor,
  supervisorId,
} from '../../testing/some-organization';
import { cloneRole } from './clone-role';

const people = [...founded, supervisor(), steward('runs:read'), joined(mia, [stewardId]), joined(adam, ['admin'])];
const copy = (role: Role, name = 'Night shift') => ({ organizationId, role, name });

describe('B8: copy a role', () => {
  it('allows what the other one allows, a built-in one too, and says what it is a copy of', () => {
    given(organization, ...people)
      .when(cloneRole, copy(supervisorId), { actor: mia.actor })
      .then(
        roleCreated(
          { roleId: 'id-of-role', permissions: ['org:read', 'runs:read'], copiedFrom: supervisorId },
          { name: 'Night shift' },
        ),
      );
    given(organization, ...people)
      .when(cloneRole, copy('auditor'), { actor: adam.actor })
      .then(
        roleCreated(
          { roleId: 'id-of-role', permissions: [...systemRoles.auditor.permissions], copiedFrom: 'auditor' },
          { name: 'Night shift' },
        ),
      );
  });

  it('is for what is said of the copy, never for what the other one is', () => {
    const purpose = 'Keeps runs going at night';
    const other = rolePurposeChanged({ roleId: supervisorId }, { purpose: 'Watches by day' });
    const event = (words?: string) =>
      roleCreated(
        { roleId: 'id-of-role', permissions: ['org:read', 'runs:read'], copiedFrom: supervisorId },
        { name: 'Night shift', purpose: words },
      );
    for (const words of [purpose, undefined])
      given(organization, ...people, other)
        .when(cloneRole, { ...copy(supervisorId), purpose: words }, { actor: mia.actor })
        .then(event(words));
  });

  it('W2, S15: gives nobody a copy of what they may not do', () =>
    given(organization, ...people)
      .when(cloneRole, copy('external'), { actor: mia.actor })
      .thenRefused('PERMISSION_ESCALATION', {
        permissions: ['members:leave', 'members.own_profile:write', 'bots.access:request', 'privacy:own'],
      }));

  it('says no of what is not there, and of a name that another one has', () => {
    given(organization, ...people, roleRetired({ roleId: supervisorId }))
      .when(cloneRole, copy(supervisorId), { actor: olga.actor })
      .thenRefused('ROLE_NOT_FOUND', { role: supervisorId });
    given(organization, ...people)
      .when(cloneRole, copy(supervisorId, 'run supervisor'), { actor: olga.actor })
      .thenRefused('ROLE_NAME_TAKEN');
  });

  it('says no where there are as many as there may be', () => {
    const more = Array.from({ length: 48 }, (_, n) =>
      roleCreated({ roleId: `role-${n}`, permissions: [] }, { name: `Role ${n}` }),
    );
    given(organization, ...people, ...more)
      .when(cloneRole, copy('member'), { actor: olga.actor })
      .thenRefused('ROLE_LIMIT', { limit: 50 });
  });
});
