import { type PoliciesAsked, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;

export const policiesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'policies'],
    queryFn: ({ signal }) => call(api.getPolicies)({ organizationId }, signal),
  });
export const changePolicies = (organizationId: string, changes: PoliciesAsked, key: string) =>
  call(api.changePolicies)({ organizationId, ...changes }, key);
