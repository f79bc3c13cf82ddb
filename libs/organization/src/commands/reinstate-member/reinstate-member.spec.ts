import { memberReinstated, memberRemoved, memberRolesChanged, memberSuspended } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { adam, founded, joined, mia, olga, organizationId, oscar, type Someone } from '../../testing/some-organization';
import { reinstateMember } from './reinstate-member';

const reinstate = ({ personId }: Someone) => ({ organizationId, personId });
const suspended = ({ personId }: Someone) => memberSuspended({ personId });
const people = [...founded, joined(adam, ['admin']), joined(mia, ['member']), suspended(mia)];

describe('reinstate a member', () => {
  it('lets them in again as they are now', () => {
    given(organization, ...people)
      .when(reinstateMember, reinstate(mia), { actor: adam.actor })
      .then(memberReinstated({ personId: mia.personId }));
    given(organization, ...people, memberRolesChanged({ personId: mia.personId, roles: ['auditor'] }))
      .when(reinstateMember, reinstate(mia), { actor: adam.actor })
      .then(memberReinstated({ personId: mia.personId }));
  });

  it('I-3: nobody lets people in whose roles they could not give', () =>
    given(organization, ...people, joined(oscar, ['owner']), suspended(oscar))
      .when(reinstateMember, reinstate(oscar), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER'));

  it('says no about people who are gone, and to whoever is suspended themselves', () => {
    given(organization, ...people, memberRemoved({ personId: mia.personId }))
      .when(reinstateMember, reinstate(mia), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people)
      .when(reinstateMember, reinstate(mia), { actor: mia.actor })
      .thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet about who is not suspended', () =>
    given(organization, ...people, memberReinstated({ personId: mia.personId }))
      .when(reinstateMember, reinstate(mia), { actor: olga.actor })
      .thenNothing());
});
