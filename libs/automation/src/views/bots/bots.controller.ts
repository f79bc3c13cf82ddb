import * as api from '@annals/contracts';
import { MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param, SerializeOptions } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { BotQuery, BotsQuery } from './bots.query';

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots')
export class BotsController {
  constructor(private readonly queries: QueryBus) {}

  /** B9: all bots by name, with their status of this moment. */
  @Get()
  @Requires('bots:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: api.Bots })
  @SerializeOptions({ schema: api.Bots })
  async list(@Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>, @MinPosition() minPosition?: string) {
    return { items: await this.queries.execute(new BotsQuery(organizationId, minPosition)) };
  }

  @Get(':botId')
  @Requires('bots:read')
  @ReadsOwnWrites()
  @ApiResponse({ status: 200, standardSchema: api.Bot })
  @SerializeOptions({ schema: api.Bot })
  get(@Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>, @MinPosition() minPosition?: string) {
    return this.queries.execute(new BotQuery(organizationId, botId, minPosition));
  }
}
