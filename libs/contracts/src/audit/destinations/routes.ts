import { OrganizationParams, WithReason } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const destinations = '/api/v1/organizations/{organizationId}/audit/destinations' as const;
const one = `${destinations}/{destinationId}` as const;

/** What is done to one of them. */
const act = {
  method: 'POST',
  params: api.DestinationParams,
  body: WithReason,
  answer: api.DestinationEffect,
  access: 'audit.destinations:manage',
  tag: 'audit',
  refusals: ['DESTINATION_NOT_FOUND'],
} as const;

export const listDestinations = route({
  method: 'GET',
  path: destinations,
  params: OrganizationParams,
  answer: api.Destinations,
  access: 'audit.destinations:manage',
  tag: 'audit',
  sentence: 'Where the audit log is sent on to, how far each is, and what it does not take.',
  readsOwnWrites: true,
  onlyNow: true,
});

export const addDestination = route({
  method: 'POST',
  path: destinations,
  params: OrganizationParams,
  body: api.AddDestination,
  answer: api.AddedDestination,
  status: 201,
  access: 'audit.destinations:manage',
  tag: 'audit',
  sentence:
    'Sends the audit log on to another system: every entry, in order, at least once. Each carries the id of its event, the same whenever it comes. E-mail addresses stay here.',
  refusals: [
    'DESTINATION_LIMIT_REACHED',
    'DESTINATION_INVALID',
    'URL_NOT_ALLOWED',
    'RATE_LIMITED',
    'READ_MODEL_BEHIND',
  ],
  showsSecret: true,
});

export const pauseDestination = route({
  ...act,
  path: `${one}/pause`,
  sentence: 'Nothing is sent there until it goes on; nothing is lost.',
});

export const resumeDestination = route({ ...act, path: `${one}/resume`, sentence: 'Goes on where it was paused.' });

export const rewindDestination = route({
  ...act,
  path: `${one}/rewind`,
  body: api.RewindDestination,
  answer: api.RewoundDestination,
  sentence: 'Sends again what is behind an entry, or what happened from an instant on, with the same ids.',
  refusals: ['DESTINATION_NOT_FOUND', 'ENTRY_NOT_FOUND', 'READ_MODEL_BEHIND'],
});

export const removeDestination = route({
  ...act,
  path: `${one}/remove`,
  sentence: 'Sends nothing there any more, and forgets its secret.',
});

export const testDestination = route({
  method: 'POST',
  path: `${one}/test`,
  params: api.DestinationParams,
  body: WithReason,
  answer: api.DestinationTest,
  access: 'audit.destinations:manage',
  tag: 'audit',
  sentence: 'Sends one made-up event there, now, and says whether it was taken.',
  refusals: ['DESTINATION_NOT_FOUND', 'RATE_LIMITED'],
});
