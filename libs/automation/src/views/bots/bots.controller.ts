import * as api from '@annals/contracts';
import { Answers, MinPosition, ReadsOwnWrites, Requires } from '@annals/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { BotQuery, BotsQuery } from './bots.query';

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots')
export class BotsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('bots:read')
  @ReadsOwnWrites()
  @Answers(200, 'All bots by name, with their status of this moment.', api.Bots)
  async list(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @MinPosition() minPosition?: string,
  ) {
    return { items: await this.queries.execute(new BotsQuery(organizationId, minPosition)) };
  }

  @Get(':botId')
  @Requires('bots:read')
  @ReadsOwnWrites()
  @Answers(200, 'One bot, with its status of this moment.', api.Bot)
  get(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>,
    @MinPosition() minPosition?: string,
  ) {
    return this.queries.execute(new BotQuery(organizationId, botId, minPosition));
  }
}
