import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

export const getChecklist = route({
  method: 'GET',
  path: `${ORGANIZATION}/checklist`,
  params: OrganizationParams,
  answer: api.Checklist,
  access: 'org:read',
  tag: 'organization',
  sentence: 'The first steps of the organization. Each is done once it has happened; nobody ticks one off.',
  readsOwnWrites: true,
});

export const hideChecklist = route({
  method: 'POST',
  path: `${ORGANIZATION}/checklist/hide`,
  params: OrganizationParams,
  body: WithReason,
  answer: api.ChecklistEffect,
  access: 'members.own_profile:write',
  tag: 'organization',
  sentence: 'Hides the first steps for you alone.',
});
