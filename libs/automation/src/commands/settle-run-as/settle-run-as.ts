import { botDisabled, botRunAsSet, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';
import type { SettleBot } from '../settle-bot/settle-bot';

/** W4: a bot never runs as somebody who has gone: it runs as who takes it, or rests and runs as itself after that. */
export const settleRunAs: Decide<Fleet, SettleBot, FleetEvent> = ({ bots }, { botId, from, current, to }) => {
  const bot = bots.get(botId);
  if (bot?.runAs?.personId !== from || bot.runAs.membership === current) return [];
  if (to) return [botRunAsSet({ botId, runAs: to })];
  return [...(bot.enabled ? [botDisabled({ botId })] : []), botRunAsSet({ botId })];
};
