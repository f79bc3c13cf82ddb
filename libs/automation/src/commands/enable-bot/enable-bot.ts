import { botEnabled, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface EnableBot {
  readonly organizationId: string;
  readonly botId: string;
}

/**
 * B10: an enabled bot may start runs again.
 * @throws Refused BOT_NOT_FOUND, BOT_ALREADY_ENABLED, BOT_LOCKED_BY_ADMIN
 */
export const enableBot: Decide<Fleet, EnableBot, FleetEvent> = (state, { botId }) => {
  const { enabled, locked } = mustHaveBot(state, botId);
  if (enabled) throw refused('BOT_ALREADY_ENABLED');
  if (locked) throw refused('BOT_LOCKED_BY_ADMIN');
  return [botEnabled({ botId })];
};
