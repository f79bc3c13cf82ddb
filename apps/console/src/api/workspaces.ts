import { type CallOf, callOf, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;
type Query = Readonly<Record<string, string | number | undefined>>;

export const workspacesQuery = (organizationId: string, query: Query) =>
  queryOptions({
    queryKey: ['org', organizationId, 'workspaces', query],
    queryFn: ({ signal }) => call(api.listWorkspaces)({ ...query, organizationId }, signal),
    placeholderData: keepPreviousData,
  });
/** What the bots of each are doing. */
export const botsByWorkspaceQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'bots-by-workspace'],
    queryFn: ({ signal }) => call(routes.automation.listBotsByWorkspace)({ organizationId }, signal),
  });
/** A workspace by its ids. */
export interface WorkspaceIds {
  organizationId: string;
  workspaceId: string;
}
export const workspaceQuery = (of: WorkspaceIds) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'workspace', of.workspaceId],
    queryFn: ({ signal }) => call(api.getWorkspace)(of, signal),
  });
export const workspaceMembersQuery = (of: WorkspaceIds, query: Query) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'workspace-members', of.workspaceId, query],
    queryFn: ({ signal }) => call(api.listWorkspaceMembers)({ ...query, ...of }, signal),
    placeholderData: keepPreviousData,
  });
/** Where a browser gets the same as a file. */
export const workspaceMembersFile = (of: WorkspaceIds, search: string | undefined): string =>
  callOf(api.exportWorkspaceMembers, { search, ...of }).path;

export const createWorkspace = (body: CallOf<typeof api.createWorkspace>, key: string) =>
  call(api.createWorkspace)(body, key);
export const renameWorkspace = (body: CallOf<typeof api.renameWorkspace>, key: string) =>
  call(api.renameWorkspace)(body, key);
export const changeWorkspaceSettings = (body: CallOf<typeof api.changeWorkspaceSettings>, key: string) =>
  call(api.changeWorkspaceSettings)(body, key);
export const setWorkspaceLimits = (body: CallOf<typeof api.setWorkspaceLimits>, key: string) =>
  call(api.setWorkspaceLimits)(body, key);
export const setRunRetention = (body: CallOf<typeof api.setRunRetention>, key: string) =>
  call(api.setRunRetention)(body, key);
export const archiveWorkspace = (body: CallOf<typeof api.archiveWorkspace>, key: string) =>
  call(api.archiveWorkspace)(body, key);
export const restoreWorkspace = (body: CallOf<typeof api.restoreWorkspace>, key: string) =>
  call(api.restoreWorkspace)(body, key);
export const deleteWorkspace = (body: CallOf<typeof api.deleteWorkspace>, key: string) =>
  call(api.deleteWorkspace)(body, key);
export const addWorkspaceMember = (body: CallOf<typeof api.addWorkspaceMember>, key: string) =>
  call(api.addWorkspaceMember)(body, key);
export const changeWorkspaceRole = (body: CallOf<typeof api.changeWorkspaceRole>, key: string) =>
  call(api.changeWorkspaceRole)(body, key);
export const removeWorkspaceMember = (body: CallOf<typeof api.removeWorkspaceMember>, key: string) =>
  call(api.removeWorkspaceMember)(body, key);
