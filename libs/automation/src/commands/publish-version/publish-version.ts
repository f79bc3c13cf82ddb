import { botVersionPublished, MOST_VERSIONS, refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface PublishVersion {
  readonly organizationId: string;
  readonly botId: string;
  /** The version in use that whoever asks has seen; 0 for none. */
  readonly basedOn: number;
  /** As JSON text, with how many bytes it has, and its keyed digest. */
  readonly configuration: string;
  readonly bytes: number;
  readonly digest: string;
  readonly note?: string | undefined;
}

/**
 * B27: the next version of a bot's configuration is in use; nothing where the last one is, and says the same.
 * @throws Refused BOT_NOT_FOUND, BOT_VERSION_CHANGED, BOT_VERSION_LIMIT_REACHED
 */
export const publishVersion: Decide<Fleet, PublishVersion, FleetEvent> = (fleet, asked) => {
  const { botId, basedOn, configuration, bytes, digest, note } = asked;
  const { inUse, saidAt, digest: last } = mustHaveBot(fleet, botId).configuration;
  if (inUse === saidAt.length && last === digest) return [];
  if (basedOn !== inUse) throw refused('BOT_VERSION_CHANGED', { inUse });
  if (saidAt.length >= MOST_VERSIONS) throw refused('BOT_VERSION_LIMIT_REACHED', { limit: MOST_VERSIONS });
  return [botVersionPublished({ botId, version: saidAt.length + 1, bytes, digest }, { configuration, note })];
};
