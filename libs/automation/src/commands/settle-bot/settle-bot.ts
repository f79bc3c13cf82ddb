import { botDisabled, botReassigned, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';

export interface SettleBot {
  readonly organizationId: string;
  readonly botId: string;
  /** Whose it was. */
  readonly from: string;
  /** The membership that they are in now: what they own in it is theirs. */
  readonly current: number | undefined;
  /** Who takes it; undefined: it is held. */
  readonly to: Owner | undefined;
}

/** W4: a bot that somebody left behind gets its new owner, or rests without one. Somebody may have taken it meanwhile. */
export const settleBot: Decide<Fleet, SettleBot, FleetEvent> = ({ bots }, { botId, from, current, to }) => {
  const bot = bots.get(botId);
  if (bot?.owner?.personId !== from || bot.owner.membership === current) return [];
  if (to) return [botReassigned({ botId, ownedBy: to })];
  return [...(bot.enabled ? [botDisabled({ botId, inFlight: 'finish' })] : []), botReassigned({ botId })];
};
