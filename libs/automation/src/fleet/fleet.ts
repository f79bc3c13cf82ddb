import { refused, type FleetEvent } from '@annals/contracts';
import type { Frozen, Stream } from '@annals/kernel';

/** A bot as decisions see it. Its name is sealed in the log; no rule rests on it yet. */
export interface Bot {
  readonly botId: string;
  readonly workspaceId: string;
  /** B10: a disabled bot starts no run. */
  enabled: boolean;
}

export interface Fleet {
  readonly bots: Map<string, Bot>;
}

function enable(fleet: Fleet, botId: string, enabled: boolean): void {
  const bot = fleet.bots.get(botId);
  if (bot) bot.enabled = enabled;
}

/** Stream `fleet-{organizationId}` (history.md §1). */
export const fleet: Stream<Fleet, FleetEvent> = {
  category: 'fleet',
  initial: () => ({ bots: new Map() }),
  evolve: {
    BotRegistered: ({ bots }, { data: { botId, workspaceId } }) => {
      bots.set(botId, { botId, workspaceId, enabled: true });
    },
    BotDisabled: (f, { data }) => enable(f, data.botId, false),
    BotEnabled: (f, { data }) => enable(f, data.botId, true),
  },
};

/** @throws Refused BOT_NOT_FOUND */
export function mustHaveBot({ bots }: Frozen<Fleet>, botId: string): Frozen<Bot> {
  const bot = bots.get(botId);
  if (!bot) throw refused('BOT_NOT_FOUND');
  return bot;
}
