import { botMoved, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface MoveBot {
  readonly organizationId: string;
  readonly botId: string;
  readonly workspaceId: string;
}

/** The bot is in another workspace from here on, or nothing when it is there already. */
export const moveBot: Decide<Fleet, MoveBot, FleetEvent> = (fleet, { botId, workspaceId }) =>
  mustHaveBot(fleet, botId).workspaceId === workspaceId ? [] : [botMoved({ botId, workspaceId })];
