import { type CallOf, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;

export const joinRequestsQuery = (
  organizationId: string,
  query: Omit<CallOf<typeof api.listJoinRequests>, 'organizationId'>,
) =>
  queryOptions({
    queryKey: ['org', organizationId, 'join-requests', query],
    queryFn: ({ signal }) => call(api.listJoinRequests)({ ...query, organizationId }, signal),
    placeholderData: keepPreviousData,
  });
/** What the reader asked for. */
export const myJoinRequestsQuery = queryOptions({
  queryKey: ['me', 'join-requests'],
  queryFn: ({ signal }) => call(api.listMyJoinRequests)({}, signal),
});
/** What a stranger may know of an organization: nothing where it does not let itself be found. */
export const discoveredQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['me', 'joinable', organizationId],
    queryFn: ({ signal }) => call(api.listJoinable)({ organizationId }, signal),
  });

export const requestToJoin = call(api.requestToJoin);
export const withdrawJoinRequest = call(api.withdrawJoinRequest);
export const approveJoinRequest = call(api.approveJoinRequest);
export const denyJoinRequest = call(api.denyJoinRequest);
