import type { PresenceEvent } from '@annals/contracts';
import type { Stream } from '@annals/kernel';

/** What the log last said of one bot: whether heartbeats come in, damped to a minute (history.md §5). */
export interface Presence {
  online: boolean;
}

/** Stream `presence-{organizationId}.{botId}` (history.md §1): beside the fleet, so that no decision there folds it. */
export const presence: Stream<Presence, PresenceEvent> = {
  category: 'presence',
  initial: () => ({ online: false }),
  evolve: {
    BotWentOnline: (state) => {
      state.online = true;
    },
    BotWentOffline: (state) => {
      state.online = false;
    },
  },
};
