import { OrganizationParams } from '../organization/params';
import { route } from '../route';
import * as api from './api';

const audit = '/api/v1/organizations/{organizationId}/audit';

export const listAudit = route({
  method: 'GET',
  path: audit,
  params: OrganizationParams,
  query: api.ListAudit,
  answer: api.AuditPage,
  access: 'audit:read',
  tag: 'audit',
  sentence: 'Everything that happened in the organization, newest first, with a sentence each.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getAuditFilters = route({
  method: 'GET',
  path: `${audit}/filters`,
  params: OrganizationParams,
  query: api.ReadAuditFilters,
  answer: api.AuditFilters,
  access: 'audit:read',
  tag: 'audit',
  sentence: 'The types and actors that occur in the log of this organization, to filter it by.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getAuditEntry = route({
  method: 'GET',
  path: `${audit}/{sequence}`,
  params: api.AuditParams,
  answer: api.OneAuditEntry,
  access: 'audit:read',
  tag: 'audit',
  sentence: 'One entry with the details: data, reason, what allowed it, and where it is stored.',
  refusals: ['ENTRY_NOT_FOUND'],
  readsOwnWrites: true,
});
