import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const needs = '/api/v1/organizations/{organizationId}/needs';

export const listNeeds = route({
  method: 'GET',
  path: needs,
  params: OrganizationParams,
  query: api.ListNeeds,
  answer: api.Needs,
  access: 'org:read',
  tag: 'overview',
  sentence:
    'What needs somebody, worst first, as far as who asks may know of it: bots that fail, report an error, fell silent or are disabled and still asked, runs that wait too long, triggers that paused themselves or are held, keys that end, people who ask to belong or for access to a bot, invitations that expired. Judged on all events, at this moment.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
  onlyNow: true,
});

export const listNeedsByWorkspace = route({
  method: 'GET',
  path: `${needs}/by-workspace`,
  params: OrganizationParams,
  answer: api.NeedsByWorkspace,
  access: 'org:read',
  tag: 'overview',
  sentence: 'How many things need somebody in each workspace, and the worst of them.',
  readsOwnWrites: true,
  onlyNow: true,
});

export const listMyNeeds = route({
  method: 'GET',
  path: '/api/v1/me/needs',
  query: api.ListMyNeeds,
  answer: api.MyNeeds,
  access: 'signed-in',
  tag: 'overview',
  sentence: 'How many things need who asks in organizations of theirs, 100 at most, and the worst of each.',
});
