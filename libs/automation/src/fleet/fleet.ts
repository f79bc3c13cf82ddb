import { atOnce, refused, type FleetEvent } from '@annals/contracts';
import type { Frozen, Stream } from '@annals/kernel';

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

export interface Fleet {
  readonly bots: Map<string, Bot>;
  /** What all runs are stopped of (W22): the organization, workspaces, bots; and what becomes of those at work. */
  readonly stopped: Map<string, string>;
}

function enable(fleet: Fleet, botId: string, enabled: boolean): void {
  const bot = fleet.bots.get(botId);
  if (bot) bot.enabled = enabled;
}

/** Stream `fleet-{organizationId}` (history.md §1). */
export const fleet: Stream<Fleet, FleetEvent> = {
  category: 'fleet',
  initial: () => ({ bots: new Map(), stopped: new Map() }),
  evolve: {
    BotRegistered: ({ bots }, { data: { botId, workspaceId, ownedBy } }) => {
      bots.set(botId, { botId, workspaceId, enabled: true, atOnce: atOnce.usual, owner: ownedBy });
    },
    BotMoved: ({ bots }, { data: { botId, workspaceId } }) => {
      const bot = bots.get(botId);
      if (bot) bot.workspaceId = workspaceId;
    },
    BotDisabled: (f, { data }) => enable(f, data.botId, false),
    BotReassigned: ({ bots }, { data: { botId, ownedBy } }) => {
      const bot = bots.get(botId);
      if (bot) bot.owner = ownedBy;
    },
    EmergencyStopActivated: ({ stopped }, { data }) => {
      stopped.set(data.targetId, data.running);
    },
    EmergencyStopLifted: ({ stopped }, { data }) => {
      stopped.delete(data.targetId);
    },
    BotEnabled: (f, { data }) => enable(f, data.botId, true),
    BotConcurrencySet: ({ bots }, { data }) => {
      const bot = bots.get(data.botId);
      if (bot) bot.atOnce = data.atOnce;
    },
  },
};

/** @throws Refused BOT_NOT_FOUND */
export function mustHaveBot({ bots }: Frozen<Fleet>, botId: string): Frozen<Bot> {
  const bot = bots.get(botId);
  if (!bot) throw refused('BOT_NOT_FOUND');
  return bot;
}

/** What an emergency stop that reaches a bot may be of. */
export const targetsOf = (organizationId: string, { workspaceId, botId }: Frozen<Bot>): readonly string[] => [
  organizationId,
  workspaceId,
  botId,
];

/** The bots of a person that belong to a membership which is not theirs now (any more). */
export function leftBehind({ bots }: Frozen<Fleet>, personId: string, membership: number | undefined): string[] {
  return [...bots.values()]
    .filter(({ owner }) => owner?.personId === personId && owner.membership !== membership)
    .map(({ botId }) => botId);
}
