import { botWentOnline, type PresenceEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Presence } from '../../presence/presence';

export interface MarkBotOnline {
  readonly organizationId: string;
  readonly botId: string;
}

/** A heartbeat found the bot offline; that is worth an event, a heartbeat is not (history.md §5). */
export const markBotOnline: Decide<Presence, MarkBotOnline, PresenceEvent> = ({ online }, { botId }) =>
  online ? [] : [botWentOnline({ botId })];
