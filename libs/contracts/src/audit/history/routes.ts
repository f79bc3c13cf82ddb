import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const history = '/api/v1/organizations/{organizationId}/history';

export const getHistory = route({
  method: 'GET',
  path: history,
  params: OrganizationParams,
  answer: api.HistoryExtent,
  access: 'org:read',
  tag: 'history',
  sentence: 'How far the history of the organization goes, and how many events there were on each UTC day.',
  readsOwnWrites: true,
  onlyNow: true,
});

export const getMoment = route({
  method: 'GET',
  path: `${history}/moment`,
  params: OrganizationParams,
  query: api.FindMoment,
  answer: api.HistoryMoment,
  access: 'org:read',
  tag: 'history',
  sentence:
    'A moment of the organization: which event was the last one then, which came before it and which after. As of an instant is after the longest beginning of history in which no event is later.',
  refusals: ['INSTANT_BEFORE_CREATION', 'INSTANT_IN_FUTURE'],
  readsOwnWrites: true,
  onlyNow: true,
});
