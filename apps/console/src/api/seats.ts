import { routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

/** How many seats an organization has, and how many are taken. */
export const seatsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'seats'],
    queryFn: ({ signal }) => call(routes.organization.getSeats)({ organizationId }, signal),
  });
