import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const domains = `${ORGANIZATION}/domains` as const;
const domain = `${domains}/{domainId}` as const;

export const listDomains = route({
  method: 'GET',
  path: domains,
  params: OrganizationParams,
  answer: api.Domains,
  access: 'security:read',
  tag: 'domains',
  sentence: 'The domains of the organization, with the DNS record that proves each.',
  readsOwnWrites: true,
});

export const addDomain = route({
  method: 'POST',
  path: domains,
  params: OrganizationParams,
  body: api.AddDomain,
  answer: api.DomainEffect,
  status: 201,
  access: 'security:write',
  tag: 'domains',
  sentence: 'Adds a domain. It opens nothing before it is verified.',
  refusals: ['PUBLIC_DOMAIN', 'DOMAIN_ALREADY_ADDED', 'DOMAIN_LIMIT_REACHED'],
});

export const verifyDomain = route({
  method: 'POST',
  path: `${domain}/verify`,
  params: api.DomainParams,
  body: WithReason,
  answer: api.DomainVerification,
  access: 'security:write',
  tag: 'domains',
  sentence:
    'Looks for the record in the DNS, now. Where it is there, the domain is verified; where it is gone again, nobody joins by it any more.',
  refusals: ['DOMAIN_NOT_FOUND', 'DOMAIN_CLAIMED'],
});

export const setDomainMode = route({
  method: 'POST',
  path: `${domain}/mode`,
  params: api.DomainParams,
  body: api.SetDomainMode,
  answer: api.DomainEffect,
  access: 'security:write',
  tag: 'domains',
  sentence:
    'Says what a domain does for people with an address there. Who lets them join has to be able to grant the default role.',
  refusals: ['DOMAIN_NOT_FOUND', 'DOMAIN_NOT_VERIFIED', 'ROLE_NOT_GRANTABLE', 'ONLY_OWNER_MAY_GRANT_OWNER'],
});

export const removeDomain = route({
  method: 'POST',
  path: `${domain}/remove`,
  params: api.DomainParams,
  body: WithReason,
  answer: api.DomainEffect,
  access: 'security:write',
  tag: 'domains',
  sentence:
    'Removes a domain. Who joined by it stays. The last verified one stays while only people of such domains come in.',
  refusals: ['DOMAIN_NOT_FOUND', 'OWN_DOMAIN_REQUIRED'],
});

export const listJoinable = route({
  method: 'GET',
  path: '/api/v1/me/joinable',
  query: api.ListJoinable,
  answer: api.Joinable,
  access: 'signed-in',
  tag: 'domains',
  sentence:
    'Organizations that the verified address of who asks may join without an invitation, or ask to. One that is named is there, too, where it lets itself be found; where it does not, nothing tells it from none.',
});

export const joinOrganization = route({
  method: 'POST',
  path: '/api/v1/me/memberships',
  body: api.JoinOrganization,
  answer: api.JoinedOrganization,
  status: 201,
  access: 'signed-in',
  needsVerifiedAddress: true,
  tag: 'domains',
  sentence:
    'Joins an organization by a verified address at one of its domains, as its default role. Who belonged to it before comes back by invitation only.',
  refusals: [
    'SEAT_LIMIT_REACHED',
    'INVITATION_REQUIRED',
    'EMAIL_NOT_VERIFIED',
    'ALREADY_MEMBER',
    'ALIAS_TAKEN',
    'ORG_SUSPENDED',
    'ORG_FROZEN',
  ],
});
