import { botRetired, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface RetireBot {
  readonly organizationId: string;
  readonly botId: string;
  /** What becomes of the runs that workers are at. */
  readonly inFlight: 'stop' | 'kill';
}

/**
 * A bot is out of use for good. What belongs to it (runs, triggers that are off, keys) is ended by what follows.
 * @throws Refused BOT_NOT_FOUND; BOT_HAS_TRIGGERS while triggers that are on start it, or wait for its runs
 */
export const retireBot: Decide<Fleet, RetireBot, FleetEvent> = (fleet, { botId, inFlight }) => {
  const { workspaceId } = mustHaveBot(fleet, botId);
  const needing = [...fleet.triggers.values()].filter(
    (each) => each.enabled && (each.botId === botId || each.source?.botId === botId),
  );
  if (needing.length > 0) throw refused('BOT_HAS_TRIGGERS', { triggers: needing.length });
  return [botRetired({ botId, workspaceId, inFlight })];
};
