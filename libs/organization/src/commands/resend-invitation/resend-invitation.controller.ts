import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ResendInvitationCommand } from './resend-invitation.handler';

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/invitations')
export class ResendInvitationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':invitationId/resend')
  @Requires('invitations:manage')
  @Answers(200, 'Mails an open invitation again.', api.InvitationEffect)
  async resend(
    @Param({ schema: api.InvitationParams }) { organizationId, invitationId }: z.output<typeof api.InvitationParams>,
    @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>,
    @Ctx() context: CommandContext,
  ) {
    return {
      invitationId,
      ...effectOf(await this.commands.execute(new ResendInvitationCommand({ organizationId, invitationId }, context))),
    };
  }
}
