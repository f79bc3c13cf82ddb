import { context } from '@annals/platform';
import { DeniedCommands } from './denials/denied-commands.service';
import { GetAuditEntryController, ListAuditController } from './views/audit/audit.query';
import { audit } from './views/audit/audit.view';
import { GetAuditFiltersController } from './views/audit/filters.query';

/** What happened, for auditors: a view over the events of all contexts. */
export const auditContext = context({
  name: 'audit',
  services: [DeniedCommands],
  controllers: [ListAuditController, GetAuditFiltersController, GetAuditEntryController],
  views: [audit],
});
