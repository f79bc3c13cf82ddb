import { context } from '@annals/platform';
import { RecordDenial, tellDeniedMinutes } from './commands/record-denial/tell-denied-minutes.job';
import { DeniedCommands } from './denials/denied-commands.service';
import { GetAuditEntryController, ListAuditController } from './views/audit/audit.query';
import { audit } from './views/audit/audit.view';
import { GetAuditFiltersController } from './views/audit/filters.query';

/** What happened, for auditors: a view over the events of all contexts. */
export const auditContext = context({
  name: 'audit',
  commands: [RecordDenial],
  services: [DeniedCommands],
  controllers: [ListAuditController, GetAuditFiltersController, GetAuditEntryController],
  views: [audit],
  timers: [tellDeniedMinutes],
});
