import { botWentOffline, type PresenceEvent } from '@annals/contracts';
import type { Decide, Instant } from '@annals/kernel';
import type { Presence } from '../../presence/presence';

export interface MarkBotOffline {
  readonly organizationId: string;
  readonly botId: string;
  /** Its last heartbeat. */
  readonly lastSeenAt: Instant;
}

/** B9: nothing was heard of the bot for a minute. */
export const markBotOffline: Decide<Presence, MarkBotOffline, PresenceEvent> = ({ online }, { botId, lastSeenAt }) =>
  online ? [botWentOffline({ botId, lastSeenAt })] : [];
