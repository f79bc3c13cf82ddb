import { memberRemoved, memberSuspended } from '@annals/contracts';
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
import { removeMember, type RemoveMember } from './remove-member';

const remove = ({ personId }: Someone) => ({ organizationId, personId, owned: [] });
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

  describe('I-7: of somebody who owns bots', () => {
    const [a, b] = ['60000000-0000-4000-8000-00000000000a', '60000000-0000-4000-8000-00000000000b'];
    const bot = (id: string) => ({ kind: 'bot', id }) as const;
    const key = { kind: 'key', id: '60000000-0000-4000-8000-0000000000ee' } as const;
    const planned = (assetPlan?: RemoveMember['assetPlan']) => ({
      ...remove(mia),
      owned: [bot(a), bot(b), key],
      assetPlan,
    });
    const when = (assetPlan?: RemoveMember['assetPlan']) =>
      given(organization, ...people).when(removeMember, planned(assetPlan), { actor: olga.actor });

    it('says no until each has a place to go, and names those that have none', () => {
      when().thenRefused('ASSETS_NEED_OWNER', { bots: [a, b], count: 2, keys: [key.id] });
      when({ bots: [{ botId: a, to: null }] }).thenRefused('ASSETS_NEED_OWNER', {
        bots: [b],
        count: 1,
        keys: [key.id],
      });
    });

    it('W4: asks for no plan where all that they own ends with them', () =>
      given(organization, ...people)
        .when(removeMember, { ...remove(mia), owned: [key] }, { actor: olga.actor })
        .then(removed(mia)));

    it('keeps the plan, of what is theirs', () => {
      const another = '60000000-0000-4000-8000-00000000000c';
      when({
        bots: [
          { botId: a, to: adam.personId },
          { botId: another, to: adam.personId },
        ],
        others: null,
      }).then(memberRemoved({ personId: mia.personId, plan: { bots: [{ botId: a, to: adam.personId }] } }));
      when({ bots: [{ botId: b, to: null }], others: adam.personId }).then(
        memberRemoved({ personId: mia.personId, plan: { bots: [{ botId: b }], others: adam.personId } }),
      );
    });

    it('gives nothing to who goes, is not there or is suspended', () => {
      when({ bots: [], others: mia.personId }).thenRefused('MEMBER_NOT_FOUND');
      when({ bots: [], others: stranger.personId }).thenRefused('MEMBER_NOT_FOUND');
      given(organization, ...people, memberSuspended({ personId: adam.personId }))
        .when(removeMember, planned({ bots: [], others: adam.personId }), { actor: olga.actor })
        .thenRefused('MEMBER_SUSPENDED');
    });
  });
});
