import * as api from '@annals/contracts';
import { Answers, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { GetOrganizationQuery } from './organization.query';

@ApiTags('organization')
@Controller('api/v1/organizations/:organizationId')
export class OrganizationController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('org:read')
  @ReadsOwnWrites()
  @Answers(200, 'The organization, with its name.', api.Organization)
  get(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new GetOrganizationQuery(organizationId, minPosition));
  }
}
