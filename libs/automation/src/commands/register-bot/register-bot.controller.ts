import { refused, routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { type Arrived, command, effectOf, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { Workspaces } from '../../fleet/workspaces.port';
import { registerBot } from './register-bot';

export const RegisterBot = command('RegisterBot', fleet, ({ organizationId }) => [organizationId], registerBot);

@Controller()
export class RegisterBotController {
  constructor(
    private readonly commands: CommandBus,
    private readonly workspaces: Workspaces,
  ) {}

  @On(routes.automation.registerBot)
  async register(@Incoming() { asked, context }: Arrived<typeof routes.automation.registerBot>) {
    const workspaceId = await this.workspaces.defaultOf(asked.organizationId);
    if (workspaceId === undefined) throw refused('ORG_NOT_FOUND');
    const decided = await this.commands.execute(new RegisterBot.Command({ ...asked, workspaceId }, context));
    return { botId: uuidV5(context.commandId, 'bot'), ...effectOf(decided) };
  }
}
