import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import { OrganizationEffect } from '../settings/api';
import * as api from './api';

const logo = `${ORGANIZATION}/logo` as const;

export const setLogo = route({
  method: 'POST',
  path: logo,
  params: OrganizationParams,
  body: api.SetLogo,
  answer: OrganizationEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence:
    'Sets the logo of the organization: a PNG, JPEG or WebP of at most 512 KB and 2,048 pixels each way, in base64. What it is says its content.',
  refusals: [
    'LOGO_EMPTY',
    'LOGO_TYPE_UNSUPPORTED',
    'LOGO_UNREADABLE',
    'LOGO_TOO_LARGE',
    'LOGO_TOO_MANY_PIXELS',
    'CONFLICT',
  ],
});

export const removeLogo = route({
  method: 'POST',
  path: `${logo}/remove`,
  params: OrganizationParams,
  body: WithReason,
  answer: OrganizationEffect,
  access: 'org.info:write',
  tag: 'organization',
  sentence: 'Removes the logo of the organization.',
});

export const getLogo = route({
  method: 'GET',
  path: `${logo}/{logo}`,
  params: api.LogoParams,
  access: 'org:read',
  tag: 'organization',
  sentence: 'The logo of the organization. What one address shows never changes; only the present logo is shown.',
  produces: 'image/*',
  hasTag: true,
  refusals: ['LOGO_NOT_FOUND'],
});
