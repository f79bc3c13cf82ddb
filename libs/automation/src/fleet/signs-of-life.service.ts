import { consequenceOf, EventStore, type CommandContext } from '@annals/eventstore';
import { command } from '@annals/platform';
import { Vault, type Beat } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FleetDirectory } from './fleet-directory.service';
import { markBotOnline } from '../commands/mark-bot-online/mark-bot-online';
import { presence } from '../presence/presence';

export const MarkBotOnline = command(
  'MarkBotOnline',
  presence,
  ({ organizationId, botId }) => [organizationId, botId],
  markBotOnline,
);

type OneBot = Pick<Beat, 'organizationId' | 'botId'>;

/**
 * Notes that a bot is alive, by its heartbeat or by anything else that it does; after a silence that is worth an event.
 */
@Injectable()
export class SignsOfLife {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly bots: FleetDirectory,
  ) {}

  /** @throws Refused BOT_NOT_FOUND */
  beat(beat: Beat, context: CommandContext): Promise<void> {
    return this.heard(beat, context, () => this.vault.presence.beat(beat));
  }

  /** @throws Refused BOT_NOT_FOUND */
  seen(bot: OneBot, context: CommandContext): Promise<void> {
    return this.heard(bot, context, () => this.vault.presence.seen(bot));
  }

  private async heard(
    { organizationId, botId }: OneBot,
    context: CommandContext,
    note: () => Promise<unknown>,
  ): Promise<void> {
    await this.bots.lately(organizationId, botId);
    await note();
    const { state } = await this.store.state({ stream: presence, id: [organizationId, botId] });
    if (!state.online)
      await this.commands.execute(
        new MarkBotOnline.Command({ organizationId, botId }, consequenceOf(context, 'online')),
      );
  }
}
