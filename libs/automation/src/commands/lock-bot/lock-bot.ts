import { botDisabled, botLocked, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface LockBot {
  readonly organizationId: string;
  readonly botId: string;
}

/**
 * B10: a locked bot is disabled, and nobody enables it until it is unlocked. One that is running goes on.
 * @throws Refused BOT_NOT_FOUND, BOT_ALREADY_LOCKED
 */
export const lockBot: Decide<Fleet, LockBot, FleetEvent> = (fleet, { botId }) => {
  const { enabled, locked } = mustHaveBot(fleet, botId);
  if (locked) throw refused('BOT_ALREADY_LOCKED');
  return [...(enabled ? [botDisabled({ botId, inFlight: 'finish' })] : []), botLocked({ botId })];
};
