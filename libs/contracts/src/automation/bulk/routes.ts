import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const actions = '/api/v1/organizations/{organizationId}/bulk-actions';
const action = `${actions}/{bulkId}` as const;

export const previewBulkAction = route({
  method: 'POST',
  path: `${actions}/preview`,
  params: OrganizationParams,
  body: api.PreviewBulkAction,
  answer: api.BulkActionPreview,
  access: 'runs:bulk',
  tag: 'runs',
  sentence:
    'Says to how many of the runs that match something would be done, and why the others are left out. It changes nothing; its token holds for five minutes.',
  refusals: ['RUNS_BULK_LIMIT'],
  byWorkspace: true,
});

export const startBulkAction = route({
  method: 'POST',
  path: actions,
  params: OrganizationParams,
  body: api.StartBulkAction,
  answer: api.BulkActionEffect,
  status: 201,
  access: 'runs:bulk',
  tag: 'runs',
  sentence:
    'Retries, stops or cancels all the runs that the preview stands for, 10,000 at most, one after the other; nothing where they are others by now.',
  refusals: ['RUNS_BULK_LIMIT', 'PREVIEW_STALE', 'BULK_ACTIONS_OPEN'],
  byWorkspace: true,
});

export const stopBulkAction = route({
  method: 'POST',
  path: `${action}/stop`,
  params: api.BulkParams,
  body: api.StopBulkAction,
  answer: api.BulkActionEffect,
  access: 'runs:bulk',
  tag: 'runs',
  sentence: 'Leaves the rest of the runs as they are.',
  refusals: ['BULK_ACTION_NOT_FOUND'],
  byWorkspace: true,
});

export const listBulkActions = route({
  method: 'GET',
  path: actions,
  params: OrganizationParams,
  query: api.ListBulkActions,
  answer: api.BulkActions,
  access: 'runs:bulk',
  tag: 'runs',
  sentence:
    'What was done to many runs at once, newest first, and how far it has come: all, or what one began oneself.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
  onlyNow: true,
});

export const getBulkAction = route({
  method: 'GET',
  path: action,
  params: api.BulkParams,
  answer: api.OneBulkAction,
  access: 'runs:bulk',
  tag: 'runs',
  sentence: 'One of them, with the first of its runs that were refused, and why.',
  refusals: ['BULK_ACTION_NOT_FOUND'],
  byWorkspace: true,
  readsOwnWrites: true,
  onlyNow: true,
});
