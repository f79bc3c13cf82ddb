import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

export const getAccountInfo = route({
  method: 'GET',
  path: `${ORGANIZATION}/account-info`,
  params: OrganizationParams,
  answer: api.AccountInfo,
  access: 'org.info:read',
  tag: 'organization',
  sentence: 'What the organization says about itself for internal reference: on no invoice and in no public profile.',
  readsOwnWrites: true,
});

export const updateAccountInfo = route({
  method: 'PUT',
  path: `${ORGANIZATION}/account-info`,
  params: OrganizationParams,
  body: api.UpdateAccountInfo,
  answer: api.AccountInfoEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence: 'Says it anew, all of it.',
});
