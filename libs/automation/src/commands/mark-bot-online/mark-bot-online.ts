import { botWentOnline, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface MarkBotOnline {
  readonly organizationId: string;
  readonly botId: string;
}

/**
 * A heartbeat found the bot offline; that is worth an event, a heartbeat is not (history.md §5).
 * @throws Refused BOT_NOT_FOUND
 */
export const markBotOnline: Decide<Fleet, MarkBotOnline, FleetEvent> = (state, { botId }) =>
  mustHaveBot(state, botId).online ? [] : [botWentOnline({ botId })];
