import { memberLeft, memberRemoved, memberRolesChanged } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { founded, joined, mia, olga, organizationId, oscar } from '../../testing/some-organization';
import { leaveOrganization } from './leave-organization';

const leave = { organizationId };
const left = memberLeft({ personId: mia.personId });
const people = [...founded, joined(mia, ['member'])];

describe('leave an organization', () => {
  it('everybody may go, an owner too while there is another', () => {
    given(organization, ...people)
      .when(leaveOrganization, leave, { actor: mia.actor })
      .then(left);
    given(organization, ...people, joined(oscar, ['owner']))
      .when(leaveOrganization, leave, { actor: olga.actor })
      .then(memberLeft({ personId: olga.personId }));
  });

  it('I-1: the last owner stays, also when there was another', () => {
    given(organization, ...people)
      .when(leaveOrganization, leave, { actor: olga.actor })
      .thenRefused('LAST_OWNER');
    given(
      organization,
      ...people,
      joined(oscar, ['owner']),
      memberRolesChanged({ personId: oscar.personId, roles: ['admin'] }),
    )
      .when(leaveOrganization, leave, { actor: olga.actor })
      .thenRefused('LAST_OWNER');
    given(organization, ...people, joined(oscar, ['owner']), memberRemoved({ personId: oscar.personId }))
      .when(leaveOrganization, leave, { actor: olga.actor })
      .thenRefused('LAST_OWNER');
  });

  it('whoever is gone is not there', () =>
    given(organization, ...people, left)
      .when(leaveOrganization, leave, { actor: mia.actor })
      .thenRefused('ORG_NOT_FOUND'));
});
