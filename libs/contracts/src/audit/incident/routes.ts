import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import * as api from './api';

export const getIncident = route({
  method: 'GET',
  path: '/api/v1/organizations/{organizationId}/audit/incident',
  params: OrganizationParams,
  query: api.ReadIncident,
  answer: api.Incident,
  access: 'audit:read',
  tag: 'audit',
  sentence:
    'What a person, a key or a session did within some time, what it was denied, and what it could have done. The entries themselves are in the log, by the same actor or session and time.',
  refusals: ['INCIDENT_NOT_FOUND'],
  readsOwnWrites: true,
});
