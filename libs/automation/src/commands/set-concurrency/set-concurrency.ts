import { botConcurrencySet, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface SetConcurrency {
  readonly organizationId: string;
  readonly botId: string;
  readonly atOnce: number;
}

/** B11: so many runs of a bot may run at the same time. What runs goes on. @throws Refused BOT_NOT_FOUND */
export const setConcurrency: Decide<Fleet, SetConcurrency, FleetEvent> = (fleet, { botId, atOnce }) =>
  mustHaveBot(fleet, botId).atOnce === atOnce ? [] : [botConcurrencySet({ botId, atOnce })];
