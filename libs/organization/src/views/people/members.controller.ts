import * as api from '@annals/contracts';
import { Caller, MinPosition, ReadsOwnWrites, Requires, type RequestFacts } from '@annals/platform';
import { Controller, Get, Param, Query, SerializeOptions } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ListMembersQuery } from './members.query';

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/members')
export class MembersController {
  constructor(private readonly queries: QueryBus) {}

  /** E-mail addresses only for those who may see them: `members.email:read`. */
  @Get()
  @Requires('members:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: api.Members })
  @SerializeOptions({ schema: api.Members })
  list(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>, @Query({ schema: api.ListMembers }) asked: z.output<typeof api.ListMembers>,
    @Caller() { permissions }: RequestFacts, @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new ListMembersQuery({ organizationId, ...asked, mayReadEmail: permissions.has('members.email:read') }, minPosition));
  }
}
