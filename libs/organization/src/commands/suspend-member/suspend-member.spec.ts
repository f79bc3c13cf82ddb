import { memberReinstated, memberSuspended } from '@annals/contracts';
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
import { suspendMember } from './suspend-member';

const suspend = ({ personId }: Someone) => ({ organizationId, personId, owned: [] });
const suspended = ({ personId }: Someone) => memberSuspended({ personId });
const people = [...founded, joined(adam, ['admin']), joined(audrey, ['auditor']), joined(mia, ['member'])];

describe('suspend a member', () => {
  it('an Admin suspends members, an Owner also owners', () => {
    given(organization, ...people)
      .when(suspendMember, suspend(mia), { actor: adam.actor })
      .then(suspended(mia));
    given(organization, ...people, joined(oscar, ['owner']))
      .when(suspendMember, suspend(oscar), { actor: olga.actor })
      .then(suspended(oscar));
    given(organization, ...people, suspended(mia), memberReinstated({ personId: mia.personId }))
      .when(suspendMember, suspend(mia), { actor: adam.actor })
      .then(suspended(mia));
  });

  it('I-3: nobody suspends people out of their reach', () => {
    given(organization, ...people, joined(oscar, ['owner']))
      .when(suspendMember, suspend(oscar), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...people)
      .when(suspendMember, suspend(mia), { actor: audrey.actor })
      .thenRefused('ROLE_NOT_GRANTABLE');
  });

  it('I-1: the last owner who is not suspended stays one', () => {
    given(organization, ...people)
      .when(suspendMember, suspend(olga), { actor: olga.actor })
      .thenRefused('LAST_OWNER');
    given(organization, ...people, joined(oscar, ['owner']), suspended(oscar))
      .when(suspendMember, suspend(olga), { actor: olga.actor })
      .thenRefused('LAST_OWNER');
  });

  it('I-4: nobody suspends themselves', () =>
    given(organization, ...people)
      .when(suspendMember, suspend(adam), { actor: adam.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS'));

  it('says no about people who are not there, and to whoever is suspended themselves', () => {
    given(organization, ...people)
      .when(suspendMember, suspend(stranger), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people, suspended(adam))
      .when(suspendMember, suspend(mia), { actor: adam.actor })
      .thenRefused('ORG_NOT_FOUND');
  });

  it('stays quiet when they are suspended already', () =>
    given(organization, ...people, suspended(mia))
      .when(suspendMember, suspend(mia), { actor: adam.actor })
      .thenNothing());

  it('W4: whose bots they own gets a plan for them, or says no', () => {
    const botId = '40000000-0000-4000-8000-000000000001';
    const owning = { ...suspend(mia), owned: [{ kind: 'bot', id: botId } as const] };
    given(organization, ...people)
      .when(suspendMember, owning, { actor: adam.actor })
      .thenRefused('ASSETS_NEED_OWNER', { bots: [botId], count: 1, keys: [] });
    given(organization, ...people)
      .when(suspendMember, { ...owning, assetPlan: { bots: [], others: null } }, { actor: adam.actor })
      .then(memberSuspended({ personId: mia.personId, plan: { bots: [] } }));
    given(organization, ...people)
      .when(suspendMember, { ...owning, assetPlan: { bots: [], others: adam.personId } }, { actor: adam.actor })
      .then(memberSuspended({ personId: mia.personId, plan: { bots: [], others: adam.personId } }));
  });
});
