import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { InviteMemberCommand } from './invite-member.handler';

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/invitations')
export class InviteMemberController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('invitations:manage')
  @Answers(
    201,
    'Invites an address. While the same invitation is open, it is the answer: nobody gets two mails for one.',
    api.InvitationEffect,
  )
  invite(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Body({ schema: api.InviteMember }) { email, roles }: z.output<typeof api.InviteMember>,
    @Ctx() context: CommandContext,
  ) {
    return this.commands.execute(new InviteMemberCommand({ organizationId, email, roles }, context));
  }
}
