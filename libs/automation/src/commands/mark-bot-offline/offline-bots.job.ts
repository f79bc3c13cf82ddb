import { uuidV5 } from '@annals/eventstore';
import { plus, type Instant } from '@annals/kernel';
import { command, eachDue, timer } from '@annals/platform';
import { Vault, type StaleBot } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { presence } from '../../presence/presence';
import { markBotOffline } from './mark-bot-offline';

export const MarkBotOffline = command(
  'MarkBotOffline',
  presence,
  ({ organizationId, botId }) => [organizationId, botId],
  markBotOffline,
);

/** Three missed heartbeats of 20 seconds (B9). */
const SILENCE = { seconds: -60 };

/**
 * Turns silence into facts: a bot that was not heard of for a minute went offline.
 */
@Injectable()
export class OfflineBots {
  constructor(
    private readonly commands: CommandBus,
    private readonly vault: Vault,
  ) {}

  /**
   * Looks for bots that fell silent while somebody was there to hear them, and gives how many it took care of.
   * @throws AggregateError when some could not be written; they are found again by the next sweep, the others are done
   */
  async sweep(now: Instant): Promise<number> {
    if (!(await this.vault.listening.wasThere(plus(now, SILENCE), now))) return 0;
    const silent = await this.vault.presence.stale(plus(now, SILENCE));
    await eachDue(silent, (bot) => this.settle(bot, now), 'silent bots could not be marked offline');
    return silent.length;
  }

  /**
   * The command's id follows from the last beat, so that it happens once however many workers see it. A bot that the
   * log does not know (a vault newer than its log) was never online there.
   */
  private async settle(bot: StaleBot, now: Instant): Promise<void> {
    const commandId = uuidV5(bot.botId, `offline/${bot.at}`);
    const silence = { organizationId: bot.organizationId, botId: bot.botId, lastSeenAt: bot.at < now ? bot.at : now };
    await this.commands.execute(
      new MarkBotOffline.Command(silence, { commandId, actor: 'system:presence', correlationId: commandId }),
    );
    await this.vault.presence.settle(bot);
  }
}

/** B9: looks for bots that fell silent. */
export const markBotsOffline = timer({
  name: 'mark-bots-offline',
  everyMs: 15_000,
  does: ({ ask }) => {
    const offline = ask(OfflineBots);
    return (now) => offline.sweep(now);
  },
});
