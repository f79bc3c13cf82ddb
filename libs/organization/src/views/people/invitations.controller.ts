import * as api from '@annals/contracts';
import { Answers, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ListInvitationsQuery } from './invitations.query';

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/invitations')
export class InvitationsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('members.email:read')
  @ReadsOwnWrites()
  @Answers(
    200,
    'Open and closed invitations, newest first. An invitation is an address above all, so the list is for those who may see addresses.',
    api.Invitations,
  )
  list(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Query({ schema: api.ListInvitations }) asked: z.output<typeof api.ListInvitations>,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new ListInvitationsQuery({ organizationId, ...asked }, minPosition));
  }
}
