import { memberRemoved } from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  audrey,
  founded,
  joined,
  mia,
  olga,
  organizationId,
  oscar,
  stranger,
  type Someone,
} from '../../testing/some-organization';
import { removeMember } from './remove-member';

const remove = ({ personId }: Someone) => ({ organizationId, personId });
const removed = ({ personId }: Someone) => memberRemoved({ personId });
const people = [...founded, joined(adam, ['admin']), joined(audrey, ['auditor']), joined(mia, ['member'])];

describe('remove a member', () => {
  it('an Admin removes members, an Owner also owners', () => {
    given(organization, ...people)
      .when(removeMember, remove(mia), { actor: adam.actor })
      .then(removed(mia));
    given(organization, ...people, joined(oscar, ['owner']))
      .when(removeMember, remove(oscar), { actor: olga.actor })
      .then(removed(oscar));
  });

  it('I-3: nobody removes people out of their reach', () => {
    given(organization, ...people, joined(oscar, ['owner']))
      .when(removeMember, remove(oscar), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...people)
      .when(removeMember, remove(mia), { actor: audrey.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
  });

  it('I-1: the last owner stays', () =>
    given(organization, ...people)
      .when(removeMember, remove(olga), { actor: olga.actor })
      .thenRefused('LAST_OWNER'));

  it('I-4: nobody removes themselves', () => {
    given(organization, ...people)
      .when(removeMember, remove(adam), { actor: adam.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    given(organization, ...people, joined(oscar, ['owner']))
      .when(removeMember, remove(olga), { actor: olga.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
  });

  it('says no about people who are not there, or not any more', () => {
    given(organization, ...people)
      .when(removeMember, remove(stranger), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people, removed(mia))
      .when(removeMember, remove(mia), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people, removed(adam))
      .when(removeMember, remove(mia), { actor: adam.actor })
      .thenRefused('ORG_NOT_FOUND');
  });
});
