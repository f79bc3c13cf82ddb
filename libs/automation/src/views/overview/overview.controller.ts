import * as api from '@annals/contracts';
import { MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { OverviewQuery } from './overview.query';

@ApiTags('overview')
@Controller('api/v1/organizations/:organizationId/overview')
export class OverviewController {
  constructor(private readonly queries: QueryBus) {}

  /** Members, open invitations, bots by status, and runs by UTC day and outcome. */
  @Get()
  @Requires('org:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: api.Overview })
  @SerializeOptions({ schema: api.Overview })
  get(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Query({ schema: api.OverviewQuery }) { days }: z.output<typeof api.OverviewQuery>, @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new OverviewQuery({ organizationId, days }, minPosition));
  }
}
