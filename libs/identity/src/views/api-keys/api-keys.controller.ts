import { ApiKeys, BotParams, OrganizationParams, refused } from '@annals/contracts';
import { BotDirectory, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiKeyList } from './api-keys.query';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeyList, private readonly bots: BotDirectory) {}

  /** Every key of the organization, the bots' own ones too. */
  @Get('api-keys')
  @Requires('api_keys:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: ApiKeys })
  @SerializeOptions({ schema: ApiKeys })
  async ofOrganization(
    @Param({ schema: OrganizationParams }) { organizationId }: z.output<typeof OrganizationParams>, @MinPosition() minPosition: string | undefined,
  ): Promise<z.output<typeof ApiKeys>> {
    return this.keys.of(organizationId, undefined, minPosition === undefined ? {} : { minPosition });
  }

  /** The keys of one bot. */
  @Get('bots/:botId/api-keys')
  @Requires('api_keys:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: ApiKeys })
  @SerializeOptions({ schema: ApiKeys })
  async ofBot(
    @Param({ schema: BotParams }) { organizationId, botId }: z.output<typeof BotParams>, @MinPosition() minPosition: string | undefined,
  ): Promise<z.output<typeof ApiKeys>> {
    if (!(await this.bots.exists(organizationId, botId))) throw refused('BOT_NOT_FOUND');
    return this.keys.of(organizationId, botId, minPosition === undefined ? {} : { minPosition });
  }
}
