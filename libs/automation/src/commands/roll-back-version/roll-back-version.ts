import { botVersionRolledBack, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface RollBackVersion {
  readonly organizationId: string;
  readonly botId: string;
  readonly to: number;
  /** The version in use that whoever asks has seen. */
  readonly basedOn: number;
}

/**
 * B27: a version that was published before is in use again, or nothing where it is.
 * @throws Refused BOT_NOT_FOUND, BOT_VERSION_NOT_FOUND, BOT_VERSION_CHANGED
 */
export const rollBackVersion: Decide<Fleet, RollBackVersion, FleetEvent> = (fleet, { botId, to, basedOn }) => {
  const { inUse, saidAt } = mustHaveBot(fleet, botId).configuration;
  if (to < 1 || to > saidAt.length) throw refused('BOT_VERSION_NOT_FOUND');
  if (to === inUse) return [];
  if (basedOn !== inUse) throw refused('BOT_VERSION_CHANGED', { inUse });
  return [botVersionRolledBack({ botId, version: inUse, to })];
};
