import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

export const getOrganization = route({
  method: 'GET',
  path: ORGANIZATION,
  params: OrganizationParams,
  answer: api.Organization,
  access: 'org:read',
  tag: 'organization',
  sentence: 'The organization, with its name.',
  readsOwnWrites: true,
});

export const renameOrganization = route({
  method: 'POST',
  path: `${ORGANIZATION}/rename`,
  params: OrganizationParams,
  body: api.RenameOrganization,
  answer: api.OrganizationEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence: 'Renames the organization.',
});

export const setLocale = route({
  method: 'POST',
  path: `${ORGANIZATION}/locale`,
  params: OrganizationParams,
  body: api.SetLocale,
  answer: api.OrganizationEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence:
    'Says in which country and time zone the organization is at home, and which language it speaks. Its history stays in UTC.',
});

export const changeSlug = route({
  method: 'POST',
  path: `${ORGANIZATION}/slug`,
  params: OrganizationParams,
  body: api.ChangeSlug,
  answer: api.OrganizationEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence: 'Changes what the organization is called in addresses. The old one leads here for 180 days.',
  refusals: ['SLUG_INVALID', 'SLUG_TAKEN'],
});

export const checkSlug = route({
  method: 'GET',
  path: '/api/v1/slugs/{slug}/availability',
  params: api.SlugParams,
  answer: api.SlugAvailability,
  access: 'signed-in',
  tag: 'organization',
  sentence: 'Whether an organization could be called so in addresses now. It keeps it for nobody.',
  refusals: ['RATE_LIMITED'],
});

export const findBySlug = route({
  method: 'GET',
  path: '/api/v1/slugs/{slug}',
  params: api.SlugParams,
  status: 308,
  access: 'signed-in',
  tag: 'organization',
  sentence: 'Leads to the organization that is, or was within 180 days, called so in addresses (`Location`).',
  refusals: ['ORG_NOT_FOUND', 'ORG_PURGED'],
});
