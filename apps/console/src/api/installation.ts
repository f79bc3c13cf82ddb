import { routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

/** Where the operator of the installation helps: as long as the page is open, it does not change. */
export const linksQuery = queryOptions({
  queryKey: ['installation', 'links'],
  queryFn: ({ signal }) => call(routes.installation.getLinks)({}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
