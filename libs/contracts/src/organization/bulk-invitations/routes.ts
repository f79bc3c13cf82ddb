import { route } from '../../route';
import { OrganizationParams } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

export const previewBulk = route({
  method: 'POST',
  path: `${ORGANIZATION}/invitations/bulk/preview`,
  params: OrganizationParams,
  body: api.PreviewBulk,
  answer: api.BulkPreview,
  access: 'invitations:manage',
  tag: 'people',
  sentence: 'Says of each line of a list whether it would be invited, and why not. It changes nothing.',
  refusals: ['BULK_UNREADABLE', 'BULK_TOO_LONG'],
});

export const inviteBulk = route({
  method: 'POST',
  path: `${ORGANIZATION}/invitations/bulk`,
  params: OrganizationParams,
  body: api.InviteBulk,
  answer: api.BulkEffect,
  access: 'invitations:manage',
  needsVerifiedAddress: true,
  tag: 'people',
  sentence: 'Invites everybody of whom the preview said so, in one act; nobody where anything would be otherwise now.',
  refusals: ['BULK_UNREADABLE', 'BULK_TOO_LONG', 'PREVIEW_STALE', 'RATE_LIMITED'],
});
