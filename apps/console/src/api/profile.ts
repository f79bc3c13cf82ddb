import { routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;

/** What the reader is called in an organization, and where they are written to. */
export const profileQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'my-profile'],
    queryFn: ({ signal }) => call(api.getMyProfile)({ organizationId }, signal),
  });
export const updateMyProfile = (organizationId: string, alias: string, key: string) =>
  call(api.updateMyProfile)({ organizationId, alias }, key);
export const requestContact = (organizationId: string, email: string, key: string) =>
  call(api.requestContact)({ organizationId, email }, key);
export const verifyContact = (organizationId: string, code: string, key: string) =>
  call(api.verifyContact)({ organizationId, code }, key);
