import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const path = '/api/v1/organizations/{organizationId}/audit/reads' as const;

export const getReadAudit = route({
  method: 'GET',
  path,
  params: OrganizationParams,
  answer: api.ReadAudit,
  access: 'audit:read',
  tag: 'audit',
  sentence: 'Whether it is told who looks at the audit log: an entry for each of them and day.',
  readsOwnWrites: true,
});

export const setReadAudit = route({
  method: 'POST',
  path,
  params: OrganizationParams,
  body: api.SetReadAudit,
  answer: api.ReadAuditEffect,
  access: 'org.policy:write',
  tag: 'audit',
  sentence: 'Says whether it is told who looks at the audit log. That it was taken as a file always is.',
});
