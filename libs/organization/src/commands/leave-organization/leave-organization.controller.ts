import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Caller, command, Ctx, effectOf, type RequestFacts, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { leaveOrganization } from './leave-organization';

export const LeaveOrganization = command(
  'LeaveOrganization',
  organization,
  ({ organizationId }) => [organizationId],
  leaveOrganization,
);

@ApiTags('people')
@Controller('api/v1/organizations/:organizationId')
export class LeaveOrganizationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('leave')
  @Requires('members:leave')
  @Answers(200, 'Ends your own membership.', api.MemberEffect)
  async leave(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Body({ schema: api.WithReason }) _body: z.output<typeof api.WithReason>,
    @Ctx() context: CommandContext,
    @Caller() { member }: RequestFacts,
  ) {
    if (!member) throw api.refused('FORBIDDEN'); // a key is nobody who could leave
    return {
      personId: member.personId,
      ...effectOf(await this.commands.execute(new LeaveOrganization.Command({ organizationId }, context))),
    };
  }
}
