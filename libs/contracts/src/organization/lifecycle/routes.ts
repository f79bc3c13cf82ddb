import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import { OrganizationEffect } from '../settings/api';

export const suspendOrganization = route({
  method: 'POST',
  path: `${ORGANIZATION}/suspend`,
  params: OrganizationParams,
  body: WithReason,
  answer: OrganizationEffect,
  access: 'org:pause',
  tag: 'organization',
  sentence: 'Pauses the organization. Its people go on reading; whatever changes something is refused.',
  refusals: ['INVALID_STATUS_TRANSITION'],
});

export const reactivateOrganization = route({
  method: 'POST',
  path: `${ORGANIZATION}/reactivate`,
  params: OrganizationParams,
  body: WithReason,
  answer: OrganizationEffect,
  access: 'org:pause',
  tag: 'organization',
  sentence: 'Ends a pause. What an operator of the installation stopped, only an operator starts again.',
  refusals: ['INVALID_STATUS_TRANSITION'],
});
