import { routes, type AnswerOf } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { personOf } from '../../fleet/own-bot';
import { RequestRunCommand } from '../request-run/request-run.handler';

const route = routes.automation.fireTrigger;

/** B12: somebody fires a trigger by hand: a run of its bot, asked for by them, with the trigger as its cause. */
@Controller()
export class FireTriggerController {
  constructor(
    private readonly commands: CommandBus,
    private readonly fleet: FleetDirectory,
  ) {}

  @On(route)
  async fire(@Incoming() { asked, caller, context }: Arrived<typeof route>): Promise<AnswerOf<typeof route>> {
    const { organizationId, triggerId } = asked;
    const { botId } = await this.fleet.triggerNow(organizationId, triggerId);
    const runId = uuidV5(context.commandId, 'run');
    const body = { organizationId, botId, runId, askedBy: personOf(caller), trigger: { triggerId } };
    return this.commands.execute(new RequestRunCommand(body, context));
  }
}
