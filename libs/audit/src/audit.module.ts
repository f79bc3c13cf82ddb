import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditEntryController, AuditFiltersController, ListAuditController } from './views/audit/audit.controller';
import { AuditEntryHandler, AuditHandler } from './views/audit/audit.query';
import { AuditFiltersHandler } from './views/audit/filters.query';

/** The audit log: a view over everyone's events. */
@Module({
  imports: [CqrsModule],
  controllers: [ListAuditController, AuditFiltersController, AuditEntryController],
  providers: [AuditHandler, AuditEntryHandler, AuditFiltersHandler],
})
export class AuditModule {}
