import { ApiKeys, BotParams, OrganizationParams, refused } from '@annals/contracts';
import { Answers, BotDirectory, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApiKeyList } from './api-keys.query';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId')
export class ApiKeysController {
  constructor(
    private readonly keys: ApiKeyList,
    private readonly bots: BotDirectory,
  ) {}

  @Get('api-keys')
  @Requires('api_keys:read')
  @ReadsOwnWrites()
  @Answers(200, 'Every key of the organization, the bots’ own ones too.', ApiKeys)
  async ofOrganization(
    @Param({ schema: OrganizationParams }) { organizationId }: z.output<typeof OrganizationParams>,
    @MinPosition() minPosition: string | undefined,
  ): Promise<z.output<typeof ApiKeys>> {
    return this.keys.of(organizationId, undefined, minPosition === undefined ? {} : { minPosition });
  }

  @Get('bots/:botId/api-keys')
  @Requires('api_keys:read')
  @ReadsOwnWrites()
  @Answers(200, 'The keys of one bot.', ApiKeys)
  async ofBot(
    @Param({ schema: BotParams }) { organizationId, botId }: z.output<typeof BotParams>,
    @MinPosition() minPosition: string | undefined,
  ): Promise<z.output<typeof ApiKeys>> {
    if (!(await this.bots.exists(organizationId, botId))) throw refused('BOT_NOT_FOUND');
    return this.keys.of(organizationId, botId, minPosition === undefined ? {} : { minPosition });
  }
}
