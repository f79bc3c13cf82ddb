import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { revokeInvitation } from './revoke-invitation';

export const RevokeInvitation = command(
  'RevokeInvitation',
  organization,
  ({ organizationId }) => [organizationId],
  revokeInvitation,
);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/invitations')
export class RevokeInvitationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':invitationId/revoke')
  @Requires('invitations:manage')
  @Answers(200, 'Takes an open invitation back.', api.InvitationEffect)
  async revoke(
    @Param({ schema: api.InvitationParams }) { organizationId, invitationId }: z.output<typeof api.InvitationParams>,
    @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>,
    @Ctx() context: CommandContext,
  ) {
    return {
      invitationId,
      ...effectOf(await this.commands.execute(new RevokeInvitation.Command({ organizationId, invitationId }, context))),
    };
  }
}
