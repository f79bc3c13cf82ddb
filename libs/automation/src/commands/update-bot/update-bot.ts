import { botDescribed, botRenamed, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface UpdateBot {
  readonly organizationId: string;
  readonly botId: string;
  /** Absent: as it is. */
  readonly name?: string | undefined;
  /** Absent: as it is; empty: none. */
  readonly description?: string | undefined;
}

/** B9: what a bot is called and what it does, as far as that changes. @throws Refused BOT_NOT_FOUND */
export const updateBot: Decide<Fleet, UpdateBot, FleetEvent> = (fleet, { botId, name, description }) => {
  const bot = mustHaveBot(fleet, botId);
  const renamed = name !== undefined && name !== bot.name ? [botRenamed({ botId }, { name })] : [];
  if (description === undefined || description === (bot.description ?? '')) return renamed;
  return [...renamed, botDescribed({ botId }, description === '' ? {} : { description })];
};
