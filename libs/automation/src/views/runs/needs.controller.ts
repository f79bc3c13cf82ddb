import * as api from '@annals/contracts';
import { Answers, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { NeedsQuery } from './needs.query';

@ApiTags('overview')
@Controller('api/v1/organizations/:organizationId/needs')
export class NeedsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('runs:read')
  @ReadsOwnWrites()
  @Answers(
    200,
    'What needs somebody: bots that fail, fell silent, or are disabled and still asked to run. Worst first, five at most; `total` counts all.',
    api.Needs,
  )
  get(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new NeedsQuery(organizationId, minPosition));
  }
}
