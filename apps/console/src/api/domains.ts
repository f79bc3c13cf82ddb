import { type CallOf, type DomainMode, routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;

export const domainsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'domains'],
    queryFn: ({ signal }) => call(api.listDomains)({ organizationId }, signal),
  });

interface DomainOf {
  organizationId: string;
  domainId: string;
}
export const addDomain = (organizationId: string, domain: string, key: string) =>
  call(api.addDomain)({ organizationId, domain }, key);
export const verifyDomain = (domain: DomainOf, key: string) => call(api.verifyDomain)(domain, key);
export const setDomainMode = (domain: DomainOf, mode: DomainMode, key: string) =>
  call(api.setDomainMode)({ ...domain, mode }, key);
export const removeDomain = (domain: DomainOf, key: string) => call(api.removeDomain)(domain, key);

/** What the reader may join without an invitation. */
export const joinableQuery = queryOptions({
  queryKey: ['me', 'joinable'],
  queryFn: ({ signal }) => call(api.listJoinable)({}, signal),
});
export const joinOrganization = (asked: CallOf<typeof api.joinOrganization>, key: string) =>
  call(api.joinOrganization)(asked, key);
