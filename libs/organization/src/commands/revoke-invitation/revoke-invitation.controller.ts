import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { revokeInvitation } from './revoke-invitation';

export const RevokeInvitation = command('RevokeInvitation', organization, ({ organizationId }) => [organizationId], revokeInvitation);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/invitations')
export class RevokeInvitationController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':invitationId/revoke')
  @HttpCode(200)
  @Requires('invitations:manage')
  @ApiResponse({ status: 200, standardSchema: api.InvitationEffect })
  @SerializeOptions({ schema: api.InvitationEffect })
  async revoke(
    @Param({ schema: api.InvitationParams }) { organizationId, invitationId }: z.output<typeof api.InvitationParams>,
    @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>, @Ctx() context: CommandContext,
  ) {
    return { invitationId, ...effectOf(await this.commands.execute(new RevokeInvitation.Command({ organizationId, invitationId }, context))) };
  }
}
