import { botRunAsSet, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet, type Owner } from '../../fleet/fleet';

export interface SetRunAs {
  readonly organizationId: string;
  readonly botId: string;
  /** Nobody: it runs as itself. */
  readonly runAs: Owner | undefined;
}

/** Runs of a bot begin only where somebody may start them, whoever or whatever asks. @throws Refused BOT_NOT_FOUND */
export const setRunAs: Decide<Fleet, SetRunAs, FleetEvent> = (state, { botId, runAs }) => {
  const { runAs: before } = mustHaveBot(state, botId);
  const same = before?.personId === runAs?.personId && before?.membership === runAs?.membership;
  return same ? [] : [botRunAsSet({ botId, ...(runAs ? { runAs } : {}) })];
};
