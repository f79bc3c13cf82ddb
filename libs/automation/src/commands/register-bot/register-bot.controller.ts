import * as api from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Answers, command, Ctx, effectOf, Requires, Workspaces } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { fleet } from '../../fleet/fleet';
import { registerBot } from './register-bot';

export const RegisterBot = command('RegisterBot', fleet, ({ organizationId }) => [organizationId], registerBot);

@ApiTags('bots')
@Controller('api/v1/organizations/:organizationId/bots')
export class RegisterBotController {
  constructor(
    private readonly commands: CommandBus,
    private readonly workspaces: Workspaces,
  ) {}

  @Post()
  @Requires('bots:create')
  @Answers(201, 'Registers a bot. It is in the default workspace.', api.BotEffect)
  async register(
    @Param({ schema: api.OrganizationParams }) { organizationId }: z.output<typeof api.OrganizationParams>,
    @Body({ schema: api.RegisterBot }) body: z.output<typeof api.RegisterBot>,
    @Ctx() context: CommandContext,
  ) {
    const workspaceId = await this.workspaces.defaultOf(organizationId);
    if (workspaceId === undefined) throw api.refused('ORG_NOT_FOUND');
    const decided = await this.commands.execute(
      new RegisterBot.Command({ organizationId, workspaceId, ...body }, context),
    );
    return { botId: uuidV5(context.commandId, 'bot'), ...effectOf(decided) };
  }
}
