import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { command, Ctx, effectOf, Requires } from '@annals/platform';
import { Body, Controller, HttpCode, Param, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { organization } from '../../organization/organization';
import { renameOrganization } from './rename-organization';

export const RenameOrganization = command('RenameOrganization', organization, ({ organizationId }) => [organizationId], renameOrganization);

@ApiTags('organization')
@Controller('api/v1/organizations/:organizationId')
export class RenameOrganizationController {
  constructor(private readonly commands: CommandBus) {}

  @Post('rename')
  @HttpCode(200)
  @Requires('org.info:write')
  @ApiResponse({ status: 200, standardSchema: api.OrganizationEffect })
  @SerializeOptions({ schema: api.OrganizationEffect })
  async rename(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Body({ schema: api.RenameOrganization }) { name }: z.output<typeof api.RenameOrganization>, @Ctx() context: CommandContext,
  ) {
    return { organizationId, ...effectOf(await this.commands.execute(new RenameOrganization.Command({ organizationId, name }, context))) };
  }
}
