import { routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

/** Where the operator of the installation helps: as long as the page is open, it does not change. */
export const linksQuery = queryOptions({
  queryKey: ['installation', 'links'],
  queryFn: ({ signal }) => call(routes.installation.getLinks)({}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** How people sign up here. */
export const signUpTermsQuery = queryOptions({
  queryKey: ['installation', 'sign-up'],
  queryFn: ({ signal }) => call(routes.installation.getSignUpTerms)({}, signal),
  staleTime: Number.POSITIVE_INFINITY,
});
