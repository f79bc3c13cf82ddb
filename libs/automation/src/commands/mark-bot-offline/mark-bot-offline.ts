import { botWentOffline, type FleetEvent } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface MarkBotOffline {
  readonly organizationId: string;
  readonly botId: string;
  /** Its last heartbeat. */
  readonly lastSeenAt: Instant;
}

/**
 * B9: nothing was heard of the bot for a minute.
 * @throws Refused BOT_NOT_FOUND
 */
export const markBotOffline: Decide<Fleet, MarkBotOffline, FleetEvent> = (state, { botId, lastSeenAt }) =>
  mustHaveBot(state, botId).online ? [botWentOffline({ botId, lastSeenAt })] : [];
