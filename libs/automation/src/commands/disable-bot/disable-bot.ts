import { botDisabled, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface DisableBot {
  readonly organizationId: string;
  readonly botId: string;
  /** What becomes of the runs that workers are at. */
  readonly inFlight: 'finish' | 'stop';
}

/**
 * B10: a disabled bot starts no run; those that workers are at finish, or are asked to stop by what follows.
 * @throws Refused BOT_NOT_FOUND, BOT_ALREADY_DISABLED
 */
export const disableBot: Decide<Fleet, DisableBot, FleetEvent> = (state, { botId, inFlight }) => {
  if (!mustHaveBot(state, botId).enabled) throw refused('BOT_ALREADY_DISABLED');
  return [botDisabled({ botId, inFlight })];
};
