import { context } from '@annals/platform';
import { DeniedCommands } from './denials/denied-commands.service';
import { GetAuditEntry, GetAuditEntryController, ListAudit, ListAuditController } from './views/audit/audit.query';
import { audit } from './views/audit/audit.view';
import { GetAuditFilters, GetAuditFiltersController } from './views/audit/filters.query';

/** What happened, for auditors: a view over the events of all contexts. */
export const auditContext = context({
  name: 'audit',
  queries: [ListAudit, GetAuditEntry, GetAuditFilters],
  services: [DeniedCommands],
  controllers: [ListAuditController, GetAuditFiltersController, GetAuditEntryController],
  views: [audit],
});
