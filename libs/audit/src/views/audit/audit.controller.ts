import { routes } from '@annals/contracts';
import { type RequestFacts, serve } from '@annals/platform';
import { AuditEntryQuery, AuditQuery } from './audit.query';
import { AuditFiltersQuery } from './filters.query';

const sightOf = ({ permissions }: RequestFacts) => ({ mayReadEmail: permissions.has('members.email:read') });

export const ListAuditController = serve(
  routes.audit.listAudit,
  ({ asked, caller, minPosition }) => new AuditQuery({ ...asked, ...sightOf(caller) }, minPosition),
);

export const AuditFiltersController = serve(
  routes.audit.getAuditFilters,
  ({ asked, caller, minPosition }) => new AuditFiltersQuery({ ...asked, ...sightOf(caller) }, minPosition),
);

export const AuditEntryController = serve(
  routes.audit.getAuditEntry,
  ({ asked, caller, minPosition }) => new AuditEntryQuery({ ...asked, ...sightOf(caller) }, minPosition),
);
