import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AuditController } from './views/audit/audit.controller';
import { AuditEntryHandler, AuditHandler } from './views/audit/audit.query';
import { AuditFiltersHandler } from './views/audit/filters.query';

/** The audit log: a view over everyone's events. */
@Module({
  imports: [CqrsModule],
  controllers: [AuditController],
  providers: [AuditHandler, AuditEntryHandler, AuditFiltersHandler],
})
export class AuditModule {}
