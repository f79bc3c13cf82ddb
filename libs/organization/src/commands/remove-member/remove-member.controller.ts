import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { removeMember } from './remove-member';

export const RemoveMember = command(
  'RemoveMember',
  organization,
  ({ organizationId }) => [organizationId],
  removeMember,
);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/members')
export class RemoveMemberController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':personId/remove')
  @Requires('members:remove')
  @Answers(200, 'Ends the membership of somebody else.', api.MemberEffect)
  async remove(
    @Param({ schema: api.MemberParams }) { organizationId, personId }: z.output<typeof api.MemberParams>,
    @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>,
    @Ctx() context: CommandContext,
  ) {
    return {
      personId,
      ...effectOf(await this.commands.execute(new RemoveMember.Command({ organizationId, personId }, context))),
    };
  }
}
