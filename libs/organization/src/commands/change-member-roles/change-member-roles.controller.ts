import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { changeMemberRoles } from './change-member-roles';

export const ChangeMemberRoles = command(
  'ChangeMemberRoles',
  organization,
  ({ organizationId }) => [organizationId],
  changeMemberRoles,
);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/members')
export class ChangeMemberRolesController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':personId/roles')
  @Requires('members.roles:change')
  @Answers(200, 'Changes the roles of a member.', api.MemberEffect)
  async change(
    @Param({ schema: api.MemberParams }) { organizationId, personId }: z.output<typeof api.MemberParams>,
    @Body({ schema: api.ChangeMemberRoles }) { roles }: z.output<typeof api.ChangeMemberRoles>,
    @Ctx() context: CommandContext,
  ) {
    return {
      personId,
      ...effectOf(
        await this.commands.execute(new ChangeMemberRoles.Command({ organizationId, personId, roles }, context)),
      ),
    };
  }
}
