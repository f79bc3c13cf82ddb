import * as api from '@annals/contracts';
import { MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { NeedsQuery } from './needs.query';

@ApiTags('overview')
@Controller('api/v1/organizations/:organizationId/needs')
export class NeedsController {
  constructor(private readonly queries: QueryBus) {}

  /** What needs somebody: bots that fail, fell silent, or are disabled and still asked to run. Worst first, five at most; `total` counts all. */
  @Get()
  @Requires('runs:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: api.Needs })
  @SerializeOptions({ schema: api.Needs })
  get(@Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>, @MinPosition() minPosition?: string) {
    return this.queries.execute(new NeedsQuery(organizationId, minPosition));
  }
}
