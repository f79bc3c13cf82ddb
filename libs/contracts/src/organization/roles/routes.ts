import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const roles = `${ORGANIZATION}/roles` as const;
const role = `${roles}/{roleId}` as const;

export const listRoles = route({
  method: 'GET',
  path: roles,
  params: OrganizationParams,
  query: api.ListRoles,
  answer: api.Roles,
  access: 'roles:read',
  tag: 'roles',
  sentence:
    'The roles that people can have here, with what each allows and how many have it: built-in ones, then the organization’s own by age.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getMyPermissions = route({
  method: 'GET',
  path: `${ORGANIZATION}/me/permissions`,
  params: OrganizationParams,
  answer: api.MyPermissions,
  access: 'org:read',
  tag: 'roles',
  sentence:
    'What who asks may do here, and by which of their roles; beside that, what they may in each workspace that they were added to, and with each bot that was shared with them or is theirs. From what the guard goes by, never from a view.',
});

export const listAccess = route({
  method: 'GET',
  path: `${ORGANIZATION}/access`,
  params: OrganizationParams,
  query: api.ListAccess,
  answer: api.AccessEntries,
  access: 'effective_access:read',
  tag: 'roles',
  sentence:
    'Who may do something here, by which of their roles, and which events gave them these, in the order of joining. With a workspace: also by what they are there. What is shared of single bots is asked of these.',
  refusals: ['WORKSPACE_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const compareAccess = route({
  method: 'GET',
  path: `${ORGANIZATION}/access/people`,
  params: OrganizationParams,
  query: api.CompareAccess,
  answer: api.ComparedAccess,
  access: 'effective_access:read',
  tag: 'roles',
  sentence:
    'Of up to 100 people: whether they may do something here, are suspended or have left. What was the answer at a date is compared with it.',
  refusals: ['WORKSPACE_NOT_FOUND'],
  readsOwnWrites: true,
});

export const explainAccess = route({
  method: 'GET',
  path: `${ORGANIZATION}/explain`,
  params: OrganizationParams,
  query: api.ExplainAccess,
  answer: api.AccessExplanation,
  access: 'org:read',
  tag: 'roles',
  sentence:
    'Why somebody may do something here, or why not: by which role, since which event; or which roles would allow it, and who could grant them. With a workspace: also by what they are there. Of others for those who may read it: `effective_access:read`.',
  refusals: ['MEMBER_NOT_FOUND', 'WORKSPACE_NOT_FOUND'],
  readsOwnWrites: true,
});

export const createRole = route({
  method: 'POST',
  path: roles,
  params: OrganizationParams,
  body: api.CreateRole,
  answer: api.RoleEffect,
  status: 201,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence: 'Makes a role of the organization. It allows nothing that its maker may not do themselves.',
  refusals: ['ROLE_LIMIT', 'CUSTOM_ROLES_DISABLED', 'ROLE_NAME_TAKEN', 'PERMISSION_ESCALATION'],
});

export const cloneRole = route({
  method: 'POST',
  path: `${roles}/clone`,
  params: OrganizationParams,
  body: api.CloneRole,
  answer: api.RoleEffect,
  status: 201,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence: 'Makes a role that allows what another one allows now, a built-in one too; then each goes its own way.',
  refusals: ['ROLE_NOT_FOUND', 'ROLE_LIMIT', 'CUSTOM_ROLES_DISABLED', 'ROLE_NAME_TAKEN', 'PERMISSION_ESCALATION'],
});

export const renameRole = route({
  method: 'POST',
  path: `${role}/rename`,
  params: api.RoleParams,
  body: api.RenameRole,
  answer: api.RoleEffect,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence: 'Renames a role of the organization.',
  refusals: ['ROLE_NOT_FOUND', 'ROLE_NAME_TAKEN', 'SYSTEM_ROLE_IMMUTABLE'],
});

export const changeRolePurpose = route({
  method: 'POST',
  path: `${role}/purpose`,
  params: api.RoleParams,
  body: api.ChangeRolePurpose,
  answer: api.RoleEffect,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence: 'Says what a role of the organization is for; without words, nobody says any more.',
  refusals: ['ROLE_NOT_FOUND', 'SYSTEM_ROLE_IMMUTABLE'],
});

export const changeRolePermissions = route({
  method: 'POST',
  path: `${role}/permissions`,
  params: api.RoleParams,
  body: api.ChangeRolePermissions,
  answer: api.RoleEffect,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence:
    'Changes what a role allows, from the next act of its holders on. Who may not grant the role, or may not do all that it allows and will allow, does not change it.',
  refusals: [
    'ROLE_NOT_FOUND',
    'SYSTEM_ROLE_IMMUTABLE',
    'PERMISSION_ESCALATION',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const retireRole = route({
  method: 'POST',
  path: `${role}/retire`,
  params: api.RoleParams,
  body: api.RetireRole,
  answer: api.RoleEffect,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence: 'Retires a role. Who has it, is invited as it or would get it by default has its replacement from then on.',
  refusals: [
    'ROLE_NOT_FOUND',
    'SYSTEM_ROLE_IMMUTABLE',
    'ROLE_IN_USE',
    'PERMISSION_ESCALATION',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
  ],
});

export const setDefaultRole = route({
  method: 'POST',
  path: `${roles}/default`,
  params: OrganizationParams,
  body: api.SetDefaultRole,
  answer: api.DefaultRoleEffect,
  access: 'roles.custom:manage',
  tag: 'roles',
  sentence: 'Says which role somebody gets who comes in without anybody’s choice. Nobody becomes an owner that way.',
  refusals: ['ROLE_NOT_FOUND', 'ROLE_NOT_GRANTABLE', 'ONLY_OWNER_MAY_GRANT_OWNER'],
});
