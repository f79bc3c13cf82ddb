import { botReassigned, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet, type Owner } from '../../fleet/fleet';

export interface ReassignBot {
  readonly organizationId: string;
  readonly botId: string;
  readonly owner: Owner;
}

/** A bot gets another owner. @throws Refused BOT_NOT_FOUND */
export const reassignBot: Decide<Fleet, ReassignBot, FleetEvent> = (state, { botId, owner }) => {
  const { owner: before } = mustHaveBot(state, botId);
  const same = before?.personId === owner.personId && before.membership === owner.membership;
  return same ? [] : [botReassigned({ botId, ownedBy: owner })];
};
