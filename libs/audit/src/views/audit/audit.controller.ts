import * as api from '@annals/contracts';
import { Answers, Caller, MinPosition, ReadsOwnWrites, type RequestFacts, Requires } from '@annals/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AuditEntryQuery, AuditQuery } from './audit.query';
import { AuditFiltersQuery } from './filters.query';

@ApiTags('audit')
@Controller('api/v1/organizations/:organizationId/audit')
export class AuditController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('audit:read')
  @ReadsOwnWrites()
  @Answers(200, 'Everything that happened in the organization, newest first, with a sentence each.', api.AuditPage)
  list(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Query({ schema: api.ListAudit }) asked: z.output<typeof api.ListAudit>,
    @Caller() { permissions }: RequestFacts,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(
      new AuditQuery({ organizationId, ...asked, mayReadEmail: permissions.has('members.email:read') }, minPosition),
    );
  }

  @Get('filters')
  @Requires('audit:read')
  @ReadsOwnWrites()
  @Answers(200, 'The types and actors that occur in the log of this organization, to filter it by.', api.AuditFilters)
  filters(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Caller() { permissions }: RequestFacts,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(
      new AuditFiltersQuery({ organizationId, mayReadEmail: permissions.has('members.email:read') }, minPosition),
    );
  }

  @Get(':sequence')
  @Requires('audit:read')
  @ReadsOwnWrites()
  @Answers(
    200,
    'One entry with the details: data, reason, what allowed it, and where it is stored.',
    api.AuditEntryDetails,
  )
  get(
    @Param({ schema: api.AuditParams }) { organizationId, sequence }: z.output<typeof api.AuditParams>,
    @Caller() { permissions }: RequestFacts,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(
      new AuditEntryQuery(
        { organizationId, sequence, mayReadEmail: permissions.has('members.email:read') },
        minPosition,
      ),
    );
  }
}
