import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import { OrganizationEffect } from '../settings/api';
import * as api from './api';

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

export const requestDeletion = route({
  method: 'POST',
  path: `${ORGANIZATION}/deletion`,
  params: OrganizationParams,
  body: api.RequestDeletion,
  answer: api.DeletionRequested,
  access: 'org:delete',
  tag: 'organization',
  sentence:
    'Asks for the deletion of the organization. Its name is typed, and who asks signed in within the last 10 minutes; until the end of the days of grace any owner can take it back.',
  refusals: ['REAUTH_REQUIRED', 'ORG_NAME_DIFFERS', 'INVALID_STATUS_TRANSITION'],
});

export const cancelDeletion = route({
  method: 'POST',
  path: `${ORGANIZATION}/deletion/cancel`,
  params: OrganizationParams,
  body: WithReason,
  answer: OrganizationEffect,
  access: 'org:delete',
  tag: 'organization',
  sentence: 'Takes the deletion back: the organization goes on as it was.',
  refusals: ['INVALID_STATUS_TRANSITION'],
});
