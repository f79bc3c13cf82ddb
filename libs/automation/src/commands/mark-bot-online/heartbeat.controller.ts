import * as api from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Caller, command, Ctx, Requires, type RequestFacts } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { fleet } from '../../fleet/fleet';
import { ownBot } from '../../fleet/own-bot';
import { markBotOnline } from './mark-bot-online';

export const MarkBotOnline = command('MarkBotOnline', fleet, ({ organizationId }) => [organizationId], markBotOnline);

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots/:botId/heartbeat')
export class HeartbeatController {
  constructor(private readonly commands: CommandBus, private readonly vault: Vault, private readonly bots: FleetDirectory) {}

  /** B9: every 20 seconds, by the bot's own key; three missed ones make it offline. */
  @Post()
  @HttpCode(204)
  @Requires('bots:heartbeat')
  @ApiResponse({ status: 204 })
  async beat(
    @Param({ schema: api.BotParams }) { organizationId, botId }: z.output<typeof api.BotParams>, @Body({ schema: api.Heartbeat }) { status, version, host }: z.output<typeof api.Heartbeat>,
    @Caller() caller: RequestFacts, @Ctx() context: CommandContext,
  ): Promise<void> {
    if (ownBot(caller, 'BOT_NOT_FOUND') !== botId) throw api.refused('BOT_NOT_FOUND');
    const { online } = await this.bots.lately(organizationId, botId);
    await this.vault.presence.beat({ organizationId, botId, status, ...(version === undefined ? {} : { version }), ...(host === undefined ? {} : { host }) });
    if (!online) await this.commands.execute(new MarkBotOnline.Command({ organizationId, botId }, { ...context, commandId: uuidV5(context.commandId, 'online') }));
  }
}
