import { context } from '@annals/platform';
import { DeniedCommands } from './denials/denied-commands.service';
import { AuditEntryController, AuditFiltersController, ListAuditController } from './views/audit/audit.controller';
import { AuditEntryHandler, AuditHandler } from './views/audit/audit.query';
import { audit } from './views/audit/audit.view';
import { AuditFiltersHandler } from './views/audit/filters.query';

/** What happened, for auditors: a view over the events of all contexts. */
export const auditContext = context({
  name: 'audit',
  queries: [AuditHandler, AuditEntryHandler, AuditFiltersHandler],
  services: [DeniedCommands],
  controllers: [ListAuditController, AuditFiltersController, AuditEntryController],
  views: [audit],
});
