import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { botsWith, Places, reaches, type RequestFacts } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { changeTriggers, neededFor } from './change-triggers';

type Route = typeof routes.automation.changeTriggers;
type Asked = AskedOf<Route>;
type Changed = AnswerOf<Route>;

export class ChangeTriggersCommand extends Command<Changed> {
  constructor(
    readonly asked: Asked,
    readonly context: CommandContext,
    readonly caller: Pick<RequestFacts, 'permissions' | 'workspaces' | 'bots'>,
  ) {
    super();
  }
}

/** One by one, each a command of its own: who asks again changes nothing twice, and hears the same. */
@CommandHandler(ChangeTriggersCommand)
export class ChangeTriggersHandler implements ICommandHandler<ChangeTriggersCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly places: Places,
  ) {}

  async execute({ asked, context, caller }: ChangeTriggersCommand): Promise<Changed> {
    const items: Changed['items'] = [];
    let last = 0n;
    for (const triggerId of new Set(asked.triggerIds)) {
      const { code, position } = await this.change(triggerId, { asked, context, caller });
      items.push({ triggerId, code });
      if (position !== undefined && BigInt(position) > last) last = BigInt(position);
    }
    return { items, position: String(last) };
  }

  private async change(
    triggerId: string,
    { asked: { organizationId, act }, context, caller }: Pick<ChangeTriggersCommand, 'asked' | 'context' | 'caller'>,
  ): Promise<{ readonly code: string | null; readonly position?: string }> {
    const place = await this.places.trigger(organizationId, triggerId);
    const may = (permission: Parameters<typeof botsWith>[1]): boolean =>
      place !== undefined && reaches(botsWith(caller, permission), place);
    if (!may('triggers:read')) return { code: 'TRIGGER_NOT_FOUND' };
    if (!may(neededFor[act])) return { code: 'FORBIDDEN' };
    const one = { ...context, commandId: uuidV5(context.commandId, triggerId) };
    try {
      const { position } = await this.store.decide({ stream: fleet, id: [organizationId] }, one, (state, facts) =>
        changeTriggers(state, { organizationId, triggerId, act }, facts),
      );
      return { code: null, position };
    } catch (error) {
      if (error instanceof Refused) return { code: (error as Refused).code };
      throw error;
    }
  }
}
