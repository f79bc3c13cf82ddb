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
  sentence: 'Says in which country and time zone the organization is at home. Its history stays in UTC.',
});
