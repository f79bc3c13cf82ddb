import { type CallOf, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import { everyRow } from './every-row';

const api = routes.automation;

/** With whom a bot is shared: there are few. */
export const grantsQuery = (organizationId: string, botId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'grants', botId],
    queryFn: async ({ signal }) =>
      (
        await everyRow(
          (page) => call(api.listGrants)({ ...page, organizationId, botId }, signal),
          ({ items }) => items,
        )
      ).rows,
  });
/** Who asks for access to a bot. */
export const accessRequestsQuery = (organizationId: string, botId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'access-requests', botId],
    queryFn: async ({ signal }) =>
      (
        await everyRow(
          (page) => call(api.listAccessRequests)({ ...page, organizationId, botId }, signal),
          ({ items }) => items,
        )
      ).rows,
  });
/** The catalogue: apps by name. */
export const appsQuery = (organizationId: string, query: Omit<CallOf<typeof api.listApps>, 'organizationId'>) =>
  queryOptions({
    queryKey: ['org', organizationId, 'apps', query],
    queryFn: ({ signal }) => call(api.listApps)({ ...query, organizationId }, signal),
    placeholderData: keepPreviousData,
  });
/** What the reader may, as the guard says it; with single bots, too. */
export const myPermissionsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'my-permissions'],
    queryFn: ({ signal }) => call(routes.organization.getMyPermissions)({ organizationId }, signal),
  });

export type Share = Omit<CallOf<typeof api.shareApp>, 'organizationId' | 'botId'>;
export const shareApp = call(api.shareApp);
export const revokeGrant = call(api.revokeGrant);
export const approveAccess = call(api.approveAccess);
export const denyAccess = call(api.denyAccess);
export const requestAccess = call(api.requestAccess);
export const withdrawAccess = call(api.withdrawAccess);
export const setRunAs = call(api.setRunAs);
