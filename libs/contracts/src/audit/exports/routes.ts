import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

const exports = '/api/v1/organizations/{organizationId}/audit/exports' as const;
const one = `${exports}/{exportId}` as const;

export const requestAuditExport = route({
  method: 'POST',
  path: exports,
  params: OrganizationParams,
  body: api.RequestAuditExport,
  answer: api.AuditExportRequest,
  status: 201,
  access: 'audit:export',
  tag: 'audit',
  sentence:
    'Asks for entries of the audit log as a file: all that match and are there by now. It says how many they are, and the numbers of the first and the last. The file can be taken for 10 minutes.',
  refusals: ['EXPORT_LIMIT_REACHED', 'EXPORT_ENDED', 'RATE_LIMITED', 'READ_MODEL_BEHIND'],
});

export const listAuditExports = route({
  method: 'GET',
  path: exports,
  params: OrganizationParams,
  query: api.ListAuditExports,
  answer: api.AuditExportPage,
  access: 'audit:export',
  tag: 'audit',
  sentence: 'Files of the audit log that were asked for, newest first, and when each was taken.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
  onlyNow: true,
});

export const getAuditExport = route({
  method: 'GET',
  path: one,
  params: api.AuditExportParams,
  answer: api.AuditExport,
  access: 'audit:export',
  tag: 'audit',
  sentence:
    'One of them: by which filter, how many entries, from which to which, and the SHA-256 of what was given out.',
  refusals: ['EXPORT_NOT_FOUND'],
  readsOwnWrites: true,
  onlyNow: true,
});

export const takeAuditExport = route({
  method: 'GET',
  path: `${one}/file`,
  params: api.AuditExportParams,
  query: api.TakeAuditExport,
  access: 'audit:export',
  tag: 'audit',
  sentence:
    'The file, oldest entry first, as comma-separated values or a line of JSON for each entry. `after` goes on behind an entry, where the file broke off. Headers say how many entries come (`Annals-Total`) and up to which (`Annals-Last`). Its SHA-256 is told at its address (`getAuditExport`) when the last byte was given out.',
  refusals: ['EXPORT_NOT_FOUND', 'EXPORT_ENDED', 'READ_MODEL_BEHIND'],
  produces: 'application/x-ndjson',
});
