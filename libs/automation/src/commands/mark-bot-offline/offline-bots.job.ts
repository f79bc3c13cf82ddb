import { EventStore, uuidV5 } from '@annals/eventstore';
import { plus, type Instant } from '@annals/kernel';
import { Vault, type StaleBot } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { presence } from '../../presence/presence';
import { markBotOffline } from './mark-bot-offline';

/** Three missed heartbeats of 20 seconds (B9). */
const SILENCE = { seconds: -60 };

/**
 * Turns silence into facts: a bot that was not heard of for a minute went offline. Run it every 15 seconds; any number
 * of workers may.
 */
@Injectable()
export class OfflineBots {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Looks for bots that fell silent, and gives how many it took care of.
   * @throws AggregateError when some could not be written; they are found again by the next sweep, the others are done
   */
  async sweep(now: Instant): Promise<number> {
    const silent = await this.vault.presence.stale(plus(now, SILENCE));
    const faults: unknown[] = [];
    for (const bot of silent) await this.settle(bot, now).catch((fault: unknown) => faults.push(fault));
    if (faults.length > 0)
      throw new AggregateError(faults, `${faults.length} of ${silent.length} silent bots could not be marked offline`);
    return silent.length;
  }

  /**
   * The command's id follows from the last beat, so that it happens once however many workers see it. A bot that the
   * log does not know (a vault newer than its log) was never online there.
   */
  private async settle(bot: StaleBot, now: Instant): Promise<void> {
    const commandId = uuidV5(bot.botId, `offline/${bot.at}`);
    const command = { organizationId: bot.organizationId, botId: bot.botId, lastSeenAt: bot.at < now ? bot.at : now };
    await this.store.decide(
      { stream: presence, id: [bot.organizationId, bot.botId] },
      { commandId, actor: 'system:presence', correlationId: commandId },
      (state, facts) => markBotOffline(state, command, facts),
    );
    await this.vault.presence.settle(bot);
  }
}
