import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { renameOrganization } from './rename-organization';

export const RenameOrganization = command(
  'RenameOrganization',
  organization,
  ({ organizationId }) => [organizationId],
  renameOrganization,
);

@ApiTags('organization')
@Controller('api/v1/organizations/:organizationId')
export class RenameOrganizationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('rename')
  @Requires('org.info:write')
  @Answers(200, 'Renames the organization.', api.OrganizationEffect)
  async rename(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Body({ schema: api.RenameOrganization }) { name }: z.output<typeof api.RenameOrganization>,
    @Ctx() context: CommandContext,
  ) {
    return {
      organizationId,
      ...effectOf(await this.commands.execute(new RenameOrganization.Command({ organizationId, name }, context))),
    };
  }
}
