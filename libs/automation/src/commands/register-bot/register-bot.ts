import { botRegistered, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';

export interface RegisterBot {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: 'rpa' | 'chat_agent';
  /** Who registers it; nobody where a key of nobody does. */
  readonly owner?: Owner | undefined;
}

/** A new bot, enabled and not heard of yet. Its id follows from the command. */
export const registerBot: Decide<Fleet, RegisterBot, FleetEvent> = (
  { bots },
  { workspaceId, name, kind, owner },
  { id },
) => {
  const botId = id('bot');
  return bots.has(botId)
    ? []
    : [botRegistered({ botId, workspaceId, kind, ...(owner ? { ownedBy: owner } : {}) }, { name })];
};
