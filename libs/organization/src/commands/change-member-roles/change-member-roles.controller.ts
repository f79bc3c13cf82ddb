import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { changeMemberRoles } from './change-member-roles';

export const ChangeMemberRoles = command('ChangeMemberRoles', organization, ({ organizationId }) => [organizationId], changeMemberRoles);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId/members')
export class ChangeMemberRolesController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':personId/roles')
  @HttpCode(200)
  @Requires('members.roles:change')
  @ApiResponse({ status: 200, standardSchema: api.MemberEffect })
  @SerializeOptions({ schema: api.MemberEffect })
  async change(
    @Param({ schema: api.MemberParams }) { organizationId, personId }: z.output<typeof api.MemberParams>,
    @Body({ schema: api.ChangeMemberRoles }) { roles }: z.output<typeof api.ChangeMemberRoles>, @Ctx() context: CommandContext,
  ) {
    return { personId, ...effectOf(await this.commands.execute(new ChangeMemberRoles.Command({ organizationId, personId, roles }, context))) };
  }
}
