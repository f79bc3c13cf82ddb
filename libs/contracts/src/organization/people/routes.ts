import { route } from '../../route';
import { MemberParams, OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const member = `${ORGANIZATION}/members/{personId}` as const;

export const getMyMembership = route({
  method: 'GET',
  path: `${ORGANIZATION}/me`,
  params: OrganizationParams,
  answer: api.MyMembership,
  access: 'org:read',
  tag: 'organization',
  sentence: 'What the person who asks may do here: from the roles that the guard has just read, never from a view.',
});

export const listMembers = route({
  method: 'GET',
  path: `${ORGANIZATION}/members`,
  params: OrganizationParams,
  query: api.ListMembers,
  answer: api.Members,
  access: 'members:read',
  tag: 'people',
  sentence: 'Members with their roles. E-mail addresses only for those who may see them: `members.email:read`.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const exportMembers = route({
  method: 'GET',
  path: `${ORGANIZATION}/members/export`,
  params: OrganizationParams,
  query: api.ExportMembers,
  access: 'members:read',
  tag: 'people',
  sentence:
    'The whole list of members as a file of comma-separated values. Headers of the answer say how many there are (`Annals-Total`), by which filter (`Annals-Filter`, absent without one), and up to which position everything is in it (`Annals-Position`). Auditors read of each file that is taken.',
  refusals: ['RATE_LIMITED'],
  readsOwnWrites: true,
  produces: 'text/csv',
});

export const changeMemberRoles = route({
  method: 'POST',
  path: `${member}/roles`,
  params: MemberParams,
  body: api.ChangeMemberRoles,
  answer: api.MemberEffect,
  access: 'members.roles:change',
  tag: 'people',
  sentence: 'Changes the roles of a member.',
  refusals: [
    'SEAT_LIMIT_REACHED',
    'MEMBER_NOT_FOUND',
    'CANNOT_CHANGE_OWN_ACCESS',
    'LAST_OWNER',
    'ROLE_NOT_FOUND',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const setAccessEnd = route({
  method: 'POST',
  path: `${member}/access-end`,
  params: MemberParams,
  body: api.SetAccessEnd,
  answer: api.MemberEffect,
  access: 'members.roles:change',
  tag: 'people',
  sentence: 'Says when the access of an external ends by itself: their membership then ends, and their bots are held.',
  refusals: [
    'MEMBER_NOT_FOUND',
    'CANNOT_CHANGE_OWN_ACCESS',
    'NOT_EXTERNAL',
    'ACCESS_END_INVALID',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const getBelongings = route({
  method: 'GET',
  path: `${member}/belongings`,
  params: MemberParams,
  answer: api.Belongings,
  access: 'members.belongings:read',
  tag: 'people',
  sentence: 'What a member owns here, for the plan of their removal.',
  refusals: ['MEMBER_NOT_FOUND'],
  readsOwnWrites: true,
});

export const getMyBelongings = route({
  method: 'GET',
  path: `${ORGANIZATION}/me/belongings`,
  params: OrganizationParams,
  answer: api.Belongings,
  access: 'members:leave',
  tag: 'people',
  sentence: 'What one owns here oneself, for the plan of leaving.',
  refusals: ['MEMBER_NOT_FOUND'],
  readsOwnWrites: true,
});

export const removeMember = route({
  method: 'POST',
  path: `${member}/remove`,
  params: MemberParams,
  body: api.RemoveMember,
  answer: api.MemberEffect,
  access: 'members:remove',
  tag: 'people',
  sentence: 'Ends the membership of somebody else. Bots that they own need a plan: another owner, or they are held.',
  refusals: [
    'MEMBER_NOT_FOUND',
    'MEMBER_SUSPENDED',
    'ASSETS_NEED_OWNER',
    'CANNOT_CHANGE_OWN_ACCESS',
    'LAST_OWNER',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const suspendMember = route({
  method: 'POST',
  path: `${member}/suspend`,
  params: MemberParams,
  body: api.SuspendMember,
  answer: api.MemberEffect,
  access: 'members:suspend',
  tag: 'people',
  sentence:
    'Keeps somebody else out everywhere at once, keys too, until they are reinstated; they stay listed. Bots that they own need a plan: another owner, or they are held.',
  refusals: [
    'MEMBER_NOT_FOUND',
    'MEMBER_SUSPENDED',
    'ASSETS_NEED_OWNER',
    'CANNOT_CHANGE_OWN_ACCESS',
    'LAST_OWNER',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const reinstateMember = route({
  method: 'POST',
  path: `${member}/reinstate`,
  params: MemberParams,
  body: WithReason,
  answer: api.MemberEffect,
  access: 'members:suspend',
  tag: 'people',
  sentence: 'Lets a suspended member in again, with the roles and keys that they had.',
  refusals: ['SEAT_LIMIT_REACHED', 'MEMBER_NOT_FOUND', 'ROLE_NOT_GRANTABLE', 'ONLY_OWNER_MAY_GRANT_OWNER'],
});

export const leaveOrganization = route({
  method: 'POST',
  path: `${ORGANIZATION}/leave`,
  params: OrganizationParams,
  body: api.LeaveOrganization,
  answer: api.MemberEffect,
  access: 'members:leave',
  forbiddenAs: 'LEAVE_NOT_ALLOWED',
  tag: 'people',
  sentence:
    'Ends your own membership. The last owner hands over in the same moment: `handOverTo` becomes an owner, and gets what the plan does not name. Bots that you own need a plan otherwise.',
  refusals: [
    'LEAVE_NOT_ALLOWED',
    'LAST_OWNER',
    'ASSETS_NEED_OWNER',
    'MEMBER_NOT_FOUND',
    'MEMBER_SUSPENDED',
    'CANNOT_CHANGE_OWN_ACCESS',
    'CONTACT_JUST_CHANGED',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});
