import { botEnabled, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface EnableBot {
  readonly organizationId: string;
  readonly botId: string;
}

/**
 * B10: an enabled bot may start runs again.
 * @throws Refused BOT_NOT_FOUND, BOT_ALREADY_ENABLED
 */
export const enableBot: Decide<Fleet, EnableBot, FleetEvent> = (state, { botId }) => {
  if (mustHaveBot(state, botId).enabled) throw refused('BOT_ALREADY_ENABLED');
  return [botEnabled({ botId })];
};
