import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

export const replayAudit = route({
  method: 'GET',
  path: '/api/v1/organizations/{organizationId}/audit/replay',
  params: OrganizationParams,
  query: api.ReplayAudit,
  answer: api.AuditReplay,
  access: 'audit:read',
  tag: 'audit',
  sentence:
    'Everything that happened in the organization, in the order in which it did, with all details. `after` goes on behind an entry: who has read all asks again with the last one, and gets what is new.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});
