import { botDisabled, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface DisableBot {
  readonly organizationId: string;
  readonly botId: string;
}

/**
 * B10: a disabled bot starts no run; one that is running goes on.
 * @throws Refused BOT_NOT_FOUND, BOT_ALREADY_DISABLED
 */
export const disableBot: Decide<Fleet, DisableBot, FleetEvent> = (state, { botId }) => {
  if (!mustHaveBot(state, botId).enabled) throw refused('BOT_ALREADY_DISABLED');
  return [botDisabled({ botId })];
};
