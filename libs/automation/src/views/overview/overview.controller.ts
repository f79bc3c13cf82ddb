import * as api from '@annals/contracts';
import { Answers, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { OverviewQuery } from './overview.query';

@ApiTags('overview')
@Controller('api/v1/organizations/:organizationId/overview')
export class OverviewController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('org:read')
  @ReadsOwnWrites()
  @Answers(200, 'Members, open invitations, bots by status, and runs by UTC day and outcome.', api.Overview)
  get(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Query({ schema: api.OverviewQuery }) { days }: z.output<typeof api.OverviewQuery>,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new OverviewQuery({ organizationId, days }, minPosition));
  }
}
