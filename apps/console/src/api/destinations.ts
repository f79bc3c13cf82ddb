import { type CallOf, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.audit;
type Api = typeof api;

interface DestinationOf {
  organizationId: string;
  destinationId: string;
}
type Body<Name extends keyof Api, Ids extends string> = Omit<CallOf<Api[Name]>, Ids>;

/** Where the log is sent on to, and how far each is: looked at again while one is behind. */
export const destinationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'destinations'],
    queryFn: ({ signal }) => call(api.listDestinations)({ organizationId }, signal),
    refetchInterval: ({ state }) => (state.data?.items.some(({ behind }) => behind > 0) === true ? 2_000 : false),
  });
export const addDestination = (organizationId: string, body: Body<'addDestination', 'organizationId'>, key: string) =>
  call(api.addDestination)({ organizationId, ...body }, key);
export const pauseDestination = (of: DestinationOf, body: { reason?: string }, key: string) =>
  call(api.pauseDestination)({ ...of, ...body }, key);
export const resumeDestination = (of: DestinationOf, key: string) => call(api.resumeDestination)(of, key);
export const removeDestination = (of: DestinationOf, body: { reason?: string }, key: string) =>
  call(api.removeDestination)({ ...of, ...body }, key);
export const testDestination = (of: DestinationOf, key: string) => call(api.testDestination)(of, key);
export const rewindDestination = (of: DestinationOf, after: number, key: string) =>
  call(api.rewindDestination)({ ...of, after }, key);
