import { memberAccessEndSet, memberRolesChanged } from '@annals/contracts';
import { fold, given, plus } from '@annals/kernel';
import { organization } from '../../organization/organization';
import { adam, founded, joined, mia, now, olga, organizationId, oscar } from '../../testing/some-organization';
import { setAccessEnd } from './set-access-end';

const { personId } = mia;
const until = plus(now, { days: 90 });
const there = [...founded, joined(adam, ['admin']), joined(mia, ['external', 'auditor']), joined(oscar, ['member'])];
const asked = { organizationId, personId, until };
const set = memberAccessEndSet({ personId, until });

describe('W15: the access of an external has an end', () => {
  it('is set, moved and lifted by who may change their roles', () => {
    given(organization, ...there)
      .when(setAccessEnd, asked, { actor: adam.actor })
      .then(set);
    given(organization, ...there, set)
      .when(setAccessEnd, { ...asked, until: plus(now, { days: 1 }) })
      .then(memberAccessEndSet({ personId, until: plus(now, { days: 1 }) }));
    given(organization, ...there, set)
      .when(setAccessEnd, { ...asked, until: null })
      .then(memberAccessEndSet({ personId }));
  });

  it('says no of members, of the past and of what is too far away, to oneself and of owners', () => {
    const says = (command: object, facts: object = {}) =>
      given(organization, ...there).when(setAccessEnd, { ...asked, ...command }, facts);
    says({ personId: oscar.personId }).thenRefused('NOT_EXTERNAL');
    says({ until: now }).thenRefused('ACCESS_END_INVALID');
    says({ until: plus(now, { days: 4 * 366 }) }).thenRefused('ACCESS_END_INVALID');
    says({}, { actor: mia.actor }).thenRefused('ROLE_NOT_GRANTABLE');
    says({ personId: olga.personId }).thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    says({ personId: olga.personId }, { actor: adam.actor }).thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    says({ personId: '10000000-0000-4000-8000-000000000099' }).thenRefused('MEMBER_NOT_FOUND');
  });

  it('stays quiet where that is the end, or there is none', () => {
    given(organization, ...there, set)
      .when(setAccessEnd, asked)
      .thenNothing();
    given(organization, ...there)
      .when(setAccessEnd, { ...asked, until: null })
      .thenNothing();
  });

  it('is gone once they are no external any more', () => {
    const member = memberRolesChanged({ personId, roles: ['member'] });
    expect(fold(organization, [...there, set, member]).people.members.get(personId)?.accessUntil).toBeUndefined();
    const still = memberRolesChanged({ personId, roles: ['external'] });
    expect(fold(organization, [...there, set, still]).people.members.get(personId)?.accessUntil).toBe(until);
  });
});
