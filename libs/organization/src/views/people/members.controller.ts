import * as api from '@annals/contracts';
import { Answers, Caller, MinPosition, ReadsOwnWrites, type RequestFacts, Requires } from '@annals/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ListMembersQuery } from './members.query';

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/members')
export class MembersController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('members:read')
  @ReadsOwnWrites()
  @Answers(
    200,
    'Members with their roles. E-mail addresses only for those who may see them: `members.email:read`.',
    api.Members,
  )
  list(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Query({ schema: api.ListMembers }) asked: z.output<typeof api.ListMembers>,
    @Caller() { permissions }: RequestFacts,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(
      new ListMembersQuery(
        { organizationId, ...asked, mayReadEmail: permissions.has('members.email:read') },
        minPosition,
      ),
    );
  }
}
