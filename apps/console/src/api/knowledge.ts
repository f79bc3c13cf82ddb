import { type CallOf, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { WorkspaceIds } from './workspaces';

const api = routes.automation;
type Query = Readonly<Record<string, string | number | undefined>>;
export interface SourceIds extends WorkspaceIds {
  sourceId: string;
}

export const sourcesQuery = (of: WorkspaceIds, query: Query) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'knowledge', of.workspaceId, query],
    queryFn: ({ signal }) => call(api.listSources)({ ...query, ...of }, signal),
    placeholderData: keepPreviousData,
  });
export const sourceQuery = (of: SourceIds) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'knowledge-source', of.workspaceId, of.sourceId],
    queryFn: ({ signal }) => call(api.getSource)(of, signal),
  });
export const syncsQuery = (of: SourceIds) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'knowledge-syncs', of.workspaceId, of.sourceId],
    queryFn: ({ signal }) => call(api.listSyncs)({ limit: 10, ...of }, signal),
  });

export const meaningQuery = (of: WorkspaceIds) =>
  queryOptions({
    queryKey: ['org', of.organizationId, 'knowledge-meaning', of.workspaceId],
    queryFn: ({ signal }) => call(api.getMeaning)(of, signal),
  });

export const addText = (body: CallOf<typeof api.addText>, key: string) => call(api.addText)(body, key);
export const addWebsite = (body: CallOf<typeof api.addWebsite>, key: string) => call(api.addWebsite)(body, key);
export const scheduleSync = (body: CallOf<typeof api.scheduleSync>, key: string) => call(api.scheduleSync)(body, key);
export const attachSource = (body: CallOf<typeof api.attachSource>, key: string) => call(api.attachSource)(body, key);
export const detachSource = (body: CallOf<typeof api.detachSource>, key: string) => call(api.detachSource)(body, key);
export const trySearch = (body: CallOf<typeof api.trySearch>, key: string) => call(api.trySearch)(body, key);

/** What is done to a source without more being said than why. */
export const sourceActs = {
  read: call(api.startSync),
  stop: call(api.stopSync),
  remove: call(api.removeSource),
  share: call(api.shareSource),
  unshare: call(api.unshareSource),
} as const;
export type SourceAct = keyof typeof sourceActs;
