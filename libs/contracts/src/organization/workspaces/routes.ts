import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import { InvitationEffect } from '../invitations/api';
import * as api from './api';

const workspace = `${ORGANIZATION}/workspaces/{workspaceId}` as const;
const member = `${workspace}/members/{personId}` as const;

export const listWorkspaces = route({
  method: 'GET',
  path: `${ORGANIZATION}/workspaces`,
  params: OrganizationParams,
  query: api.ListWorkspaces,
  answer: api.Workspaces,
  access: 'workspaces:list_all',
  tag: 'workspaces',
  sentence: 'Workspaces by name, with their people and bots.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const createWorkspace = route({
  method: 'POST',
  path: `${ORGANIZATION}/workspaces`,
  params: OrganizationParams,
  body: api.CreateWorkspace,
  answer: api.WorkspaceEffect,
  status: 201,
  access: 'workspaces:create',
  tag: 'workspaces',
  sentence: 'Makes a workspace. Whoever makes it owns it, also where they own none by their roles.',
  refusals: ['WORKSPACE_NAME_TAKEN', 'WORKSPACE_LIMIT_REACHED'],
});

export const getWorkspace = route({
  method: 'GET',
  path: workspace,
  params: api.WorkspaceParams,
  answer: api.Workspace,
  access: 'workspaces:list_all',
  tag: 'workspaces',
  sentence: 'One workspace.',
  refusals: ['WORKSPACE_NOT_FOUND'],
  readsOwnWrites: true,
});

export const renameWorkspace = route({
  method: 'POST',
  path: `${workspace}/rename`,
  params: api.WorkspaceParams,
  body: api.RenameWorkspace,
  answer: api.WorkspaceEffect,
  access: 'workspaces:edit',
  tag: 'workspaces',
  sentence: 'Renames a workspace.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_NAME_TAKEN'],
});

export const changeWorkspaceSettings = route({
  method: 'POST',
  path: `${workspace}/settings`,
  params: api.WorkspaceParams,
  body: api.ChangeWorkspaceSettings,
  answer: api.WorkspaceEffect,
  access: 'workspaces:edit',
  tag: 'workspaces',
  sentence: 'Says which time zone a workspace lives in, and after how many minutes it counts somebody as away.',
  refusals: ['WORKSPACE_NOT_FOUND'],
});

export const setWorkspaceLimits = route({
  method: 'POST',
  path: `${workspace}/limits`,
  params: api.WorkspaceParams,
  body: api.SetWorkspaceLimits,
  answer: api.WorkspaceEffect,
  access: 'workspaces:edit',
  tag: 'workspaces',
  sentence: 'Says how many people may be added to a workspace. Who is in it already stays.',
  refusals: ['WORKSPACE_NOT_FOUND'],
});

export const setRunRetention = route({
  method: 'POST',
  path: `${workspace}/run-retention`,
  params: api.WorkspaceParams,
  body: api.SetRunRetention,
  answer: api.WorkspaceEffect,
  access: 'workspaces:edit',
  tag: 'workspaces',
  sentence:
    'Says for how many days the runs of a workspace are seen; `null` is as long as the organization has it. Older ones are hidden; the audit log and proofs know them still.',
  refusals: ['WORKSPACE_NOT_FOUND'],
});

export const archiveWorkspace = route({
  method: 'POST',
  path: `${workspace}/archive`,
  params: api.WorkspaceParams,
  body: WithReason,
  answer: api.WorkspaceEffect,
  access: 'workspaces:archive',
  tag: 'workspaces',
  sentence:
    'Archives a workspace in which nothing runs: nothing new begins in it, and it can be restored. Never the last one.',
  refusals: ['WORKSPACE_NOT_FOUND', 'LAST_WORKSPACE', 'WORKSPACE_HAS_RUNNING_JOBS'],
});

export const restoreWorkspace = route({
  method: 'POST',
  path: `${workspace}/restore`,
  params: api.WorkspaceParams,
  body: WithReason,
  answer: api.WorkspaceEffect,
  access: 'workspaces:archive',
  tag: 'workspaces',
  sentence: 'Takes a workspace out of the archive.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_NAME_TAKEN'],
});

export const deleteWorkspace = route({
  method: 'POST',
  path: `${workspace}/delete`,
  params: api.WorkspaceParams,
  body: WithReason,
  answer: api.WorkspaceEffect,
  access: 'workspaces:delete',
  tag: 'workspaces',
  sentence: 'Deletes an archived workspace that has no bots any more. Its history stays.',
  refusals: ['WORKSPACE_NOT_FOUND', 'WORKSPACE_NOT_ARCHIVED', 'WORKSPACE_HAS_BOTS', 'LAST_WORKSPACE'],
});

export const listWorkspaceMembers = route({
  method: 'GET',
  path: `${workspace}/members`,
  params: api.WorkspaceParams,
  query: api.ListWorkspaceMembers,
  answer: api.WorkspaceMembers,
  access: 'members:read',
  tag: 'workspaces',
  sentence:
    'People of a workspace: who was added, who is invited to it, then who comes in by a role of the organization.',
  refusals: ['WORKSPACE_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const exportWorkspaceMembers = route({
  method: 'GET',
  path: `${workspace}/members/export`,
  params: api.WorkspaceParams,
  query: api.ExportWorkspaceMembers,
  access: 'members:read',
  tag: 'workspaces',
  sentence: 'People of a workspace as comma-separated values. Auditors read of each file that is taken.',
  refusals: ['WORKSPACE_NOT_FOUND', 'RATE_LIMITED'],
  readsOwnWrites: true,
  produces: 'text/csv',
});

export const inviteIntoWorkspace = route({
  method: 'POST',
  path: `${workspace}/invitations`,
  params: api.WorkspaceParams,
  body: api.InviteIntoWorkspace,
  answer: InvitationEffect,
  status: 201,
  access: 'workspaces.members:assign',
  needsVerifiedAddress: true,
  tag: 'workspaces',
  sentence:
    'Invites an external into a workspace. Who brings externals into the organization may, and the owner of the workspace where a policy says so.',
  refusals: [
    'SEAT_LIMIT_REACHED',
    'ALREADY_MEMBER',
    'EMAIL_DOMAIN_NOT_ALLOWED',
    'ACCESS_END_INVALID',
    'ROLE_NOT_FOUND',
    'ROLE_NOT_GRANTABLE',
    'WORKSPACE_ROLES_DISABLED',
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
    'WORKSPACE_MEMBER_LIMIT_REACHED',
    'INVITATION_RATE_LIMITED',
    'RATE_LIMITED',
  ],
});

export const addWorkspaceMember = route({
  method: 'POST',
  path: `${workspace}/members`,
  params: api.WorkspaceParams,
  body: api.AddWorkspaceMember,
  answer: api.WorkspaceMemberEffect,
  status: 201,
  access: 'workspaces.members:assign',
  tag: 'workspaces',
  sentence: 'Adds a member of the organization to a workspace.',
  refusals: [
    'WORKSPACE_ROLES_DISABLED',
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
    'MEMBER_NOT_FOUND',
    'INHERITED_ROLE',
    'ROLE_NOT_GRANTABLE',
    'CANNOT_CHANGE_OWN_ACCESS',
    'ALREADY_MEMBER',
    'WORKSPACE_MEMBER_LIMIT_REACHED',
  ],
});

export const changeWorkspaceRole = route({
  method: 'POST',
  path: `${member}/role`,
  params: api.WorkspaceMemberParams,
  body: api.ChangeWorkspaceRole,
  answer: api.WorkspaceMemberEffect,
  access: 'workspaces.members:assign',
  tag: 'workspaces',
  sentence: 'Changes what somebody is in a workspace; what they are in the organization stays as it is.',
  refusals: [
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
    'MEMBER_NOT_FOUND',
    'INHERITED_ROLE',
    'ROLE_NOT_GRANTABLE',
    'CANNOT_CHANGE_OWN_ACCESS',
  ],
});

export const removeWorkspaceMember = route({
  method: 'POST',
  path: `${member}/remove`,
  params: api.WorkspaceMemberParams,
  body: WithReason,
  answer: api.WorkspaceMemberEffect,
  access: 'workspaces.members:assign',
  tag: 'workspaces',
  sentence: 'Takes somebody out of a workspace; they stay in the organization.',
  refusals: [
    'WORKSPACE_NOT_FOUND',
    'MEMBER_NOT_FOUND',
    'INHERITED_ROLE',
    'ROLE_NOT_GRANTABLE',
    'CANNOT_CHANGE_OWN_ACCESS',
  ],
});
