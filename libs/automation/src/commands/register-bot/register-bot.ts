import { botRegistered, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet } from '../../fleet/fleet';

export interface RegisterBot {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: 'rpa' | 'chat_agent';
}

/** A new bot, enabled and not heard of yet. Its id follows from the command. */
export const registerBot: Decide<Fleet, RegisterBot, FleetEvent> = ({ bots }, { workspaceId, name, kind }, { id }) => {
  const botId = id('bot');
  return bots.has(botId) ? [] : [botRegistered({ botId, workspaceId, kind }, { name })];
};
