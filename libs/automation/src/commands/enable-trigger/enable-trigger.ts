import { triggerEnabled, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';
import { mustHaveTrigger } from '../../fleet/triggers';

export interface EnableTrigger {
  readonly organizationId: string;
  readonly triggerId: string;
}

/**
 * B12: a trigger fires from now on, or nothing when it does already.
 * @throws Refused TRIGGER_NOT_FOUND; BOT_NOT_FOUND where the bot that it starts, or waits for, was retired
 */
export const enableTrigger: Decide<Fleet, EnableTrigger, FleetEvent> = (fleet, { triggerId }, { now }) => {
  const { enabled, botId, source } = mustHaveTrigger(fleet, triggerId);
  for (const needed of [botId, source?.botId]) if (needed !== undefined) mustHaveBot(fleet, needed);
  return enabled ? [] : [triggerEnabled({ triggerId, from: now })];
};
