import {
  memberLeft,
  memberRemoved,
  memberRolesChanged,
  memberSuspended,
  ownershipTransferred,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { contactChanged, founded, joined, mia, olga, organizationId, oscar } from '../../testing/some-organization';
import { leaveOrganization } from './leave-organization';

const leave = { organizationId, owned: [] };
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

  it('W1: the last owner hands over to an active member in the same append', () => {
    const handOver = { organizationId, handOverTo: mia.personId, owned: [] };
    given(organization, ...people)
      .when(leaveOrganization, handOver, { actor: olga.actor })
      .then(
        ownershipTransferred({ from: olga.personId, to: mia.personId }),
        memberRolesChanged({ personId: mia.personId, roles: ['owner', 'member'] }),
        memberLeft({ personId: olga.personId }),
      );
    given(organization, ...people, memberRolesChanged({ personId: mia.personId, roles: ['owner'] }))
      .when(leaveOrganization, handOver, { actor: olga.actor })
      .then(memberLeft({ personId: olga.personId }));
    given(organization, ...people, contactChanged(mia))
      .when(leaveOrganization, handOver, { actor: olga.actor })
      .thenRefused('CONTACT_JUST_CHANGED');
    given(organization, ...people, memberSuspended({ personId: mia.personId }))
      .when(leaveOrganization, handOver, { actor: olga.actor })
      .thenRefused('MEMBER_SUSPENDED');
    given(organization, ...people)
      .when(leaveOrganization, { organizationId, handOverTo: oscar.personId, owned: [] }, { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people)
      .when(leaveOrganization, { organizationId, handOverTo: olga.personId, owned: [] }, { actor: olga.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    given(organization, ...people)
      .when(leaveOrganization, handOver, { actor: mia.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
  });

  it('I-7: their bots need a plan; the successor gets what it does not name', () => {
    const owned = [{ kind: 'bot', id: '60000000-0000-4000-8000-00000000000a' }] as const;
    given(organization, ...people)
      .when(leaveOrganization, { organizationId, owned }, { actor: mia.actor })
      .thenRefused('ASSETS_NEED_OWNER');
    given(organization, ...people)
      .when(leaveOrganization, { organizationId, owned, assetPlan: { bots: [], others: null } }, { actor: mia.actor })
      .then(memberLeft({ personId: mia.personId, plan: { bots: [] } }));
    given(organization, ...people)
      .when(leaveOrganization, { organizationId, owned, handOverTo: mia.personId }, { actor: olga.actor })
      .then(
        ownershipTransferred({ from: olga.personId, to: mia.personId }),
        memberRolesChanged({ personId: mia.personId, roles: ['owner', 'member'] }),
        memberLeft({ personId: olga.personId, plan: { bots: [], others: mia.personId } }),
      );
  });

  it('whoever is gone is not there', () =>
    given(organization, ...people, left)
      .when(leaveOrganization, leave, { actor: mia.actor })
      .thenRefused('ORG_NOT_FOUND'));
});
