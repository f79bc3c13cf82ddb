import { atOnce, type FleetEvent } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** A person in one of their memberships: what they owned does not come back with them. */
export interface Owner {
  readonly personId: string;
  readonly membership: number;
}

/** A bot as decisions see it. Its name is sealed in the log; no rule rests on it yet. */
export interface Bot {
  readonly botId: string;
  workspaceId: string;
  /** B10: a disabled bot starts no run. */
  enabled: boolean;
  /** At how many runs it is at most at the same time. */
  atOnce: number;
  /** Whose it is; undefined where nobody's. */
  owner: Owner | undefined;
}

export type Bots = Map<string, Bot>;

function enable(bots: Bots, botId: string, enabled: boolean): void {
  const bot = bots.get(botId);
  if (bot) bot.enabled = enabled;
}

export const botsEvolve = {
  BotRegistered: (bots, { data: { botId, workspaceId, ownedBy } }) => {
    bots.set(botId, { botId, workspaceId, enabled: true, atOnce: atOnce.usual, owner: ownedBy });
  },
  BotMoved: (bots, { data: { botId, workspaceId } }) => {
    const bot = bots.get(botId);
    if (bot) bot.workspaceId = workspaceId;
  },
  BotDisabled: (bots, { data }) => enable(bots, data.botId, false),
  BotReassigned: (bots, { data: { botId, ownedBy } }) => {
    const bot = bots.get(botId);
    if (bot) bot.owner = ownedBy;
  },
  BotEnabled: (bots, { data }) => enable(bots, data.botId, true),
  BotConcurrencySet: (bots, { data }) => {
    const bot = bots.get(data.botId);
    if (bot) bot.atOnce = data.atOnce;
  },
} satisfies SliceEvolve<Bots, FleetEvent>;
