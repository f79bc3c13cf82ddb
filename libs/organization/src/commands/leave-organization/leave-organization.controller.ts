import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Caller, command, Ctx, effectOf, Requires, type RequestFacts } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { leaveOrganization } from './leave-organization';

export const LeaveOrganization = command('LeaveOrganization', organization, ({ organizationId }) => [organizationId], leaveOrganization);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId')
export class LeaveOrganizationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('leave')
  @HttpCode(200)
  @Requires('members:leave')
  @ApiResponse({ status: 200, standardSchema: api.MemberEffect })
  @SerializeOptions({ schema: api.MemberEffect })
  async leave(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>, @Ctx() context: CommandContext, @Caller() { member }: RequestFacts,
  ) {
    if (!member) throw api.refused('FORBIDDEN'); // a key is nobody who could leave
    return { personId: member.personId, ...effectOf(await this.commands.execute(new LeaveOrganization.Command({ organizationId }, context))) };
  }
}
