import { routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

/** How far the history of an organization goes, and how much happened on each day. */
export const historyQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'history'],
    queryFn: ({ signal }) => call(routes.audit.getHistory)({ organizationId }, signal),
  });

/** Which event was the last one then, with those around it. */
export const momentQuery = (organizationId: string, at: string) =>
  queryOptions({
    queryKey: ['moment', organizationId, at],
    queryFn: ({ signal }) => call(routes.audit.getMoment)({ organizationId, at }, signal),
    staleTime: Infinity,
  });
