import { botUnlocked, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface UnlockBot {
  readonly organizationId: string;
  readonly botId: string;
}

/** B10: whoever may enable it may do so again. @throws Refused BOT_NOT_FOUND, BOT_NOT_LOCKED */
export const unlockBot: Decide<Fleet, UnlockBot, FleetEvent> = (fleet, { botId }) => {
  if (!mustHaveBot(fleet, botId).locked) throw refused('BOT_NOT_LOCKED');
  return [botUnlocked({ botId })];
};
