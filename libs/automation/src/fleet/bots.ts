import { atOnce, type FleetEvent } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** A person in one of their memberships: what they owned does not come back with them. */
export interface Owner {
  readonly personId: string;
  readonly membership: number;
}

/**
 * How a bot is configured: which version is in use (0: none), and at which revisions of the stream each one is said.
 */
export interface Configuration {
  readonly inUse: number;
  readonly saidAt: readonly number[];
  /** Of the last one that was published. */
  readonly digest: string | undefined;
}

/** A bot as decisions see it. */
export interface Bot {
  readonly botId: string;
  /** No decision rests on it; a copy is of the same. */
  readonly kind: string;
  workspaceId: string;
  name: string;
  description: string | undefined;
  /** B10: a disabled bot starts no run. */
  enabled: boolean;
  /** It was disabled so that runs at work stop, too. */
  stopsRuns: boolean;
  /** Nobody enables it. */
  locked: boolean;
  /** At how many runs it is at most at the same time. */
  atOnce: number;
  /** Whose it is; undefined where nobody's. */
  owner: Owner | undefined;
  configuration: Configuration;
  /** Who has to be able to start its runs; undefined where it runs as itself. */
  runAs: Owner | undefined;
}

export type Bots = Map<string, Bot>;

function change(bots: Bots, botId: string, to: Partial<Bot>): void {
  const bot = bots.get(botId);
  if (bot) Object.assign(bot, to);
}

export const botsEvolve = {
  BotRegistered: (bots, { data: { botId, workspaceId, kind, ownedBy }, text: { name } }) => {
    const configuration = { inUse: 0, saidAt: [], digest: undefined };
    const usual = {
      description: undefined,
      enabled: true,
      stopsRuns: false,
      locked: false,
      atOnce: atOnce.usual,
      runAs: undefined,
      configuration,
    };
    bots.set(botId, { botId, kind, workspaceId, name, owner: ownedBy, ...usual });
  },
  BotRenamed: (bots, { data, text }) => change(bots, data.botId, { name: text.name }),
  BotDescribed: (bots, { data, text }) => change(bots, data.botId, { description: text.description }),
  BotLocked: (bots, { data }) => change(bots, data.botId, { locked: true }),
  BotUnlocked: (bots, { data }) => change(bots, data.botId, { locked: false }),
  BotMoved: (bots, { data: { botId, workspaceId } }) => change(bots, botId, { workspaceId }),
  BotDisabled: (bots, { data: { botId, inFlight } }) =>
    change(bots, botId, { enabled: false, stopsRuns: inFlight === 'stop' }),
  BotReassigned: (bots, { data: { botId, ownedBy } }) => change(bots, botId, { owner: ownedBy }),
  BotEnabled: (bots, { data }) => change(bots, data.botId, { enabled: true, stopsRuns: false }),
  BotRetired: (bots, { data }) => {
    bots.delete(data.botId);
  },
  BotRunAsSet: (bots, { data }) => change(bots, data.botId, { runAs: data.runAs }),
  BotConcurrencySet: (bots, { data }) => change(bots, data.botId, { atOnce: data.atOnce }),
  BotVersionPublished: (bots, { data: { botId, version, digest } }, revision) => {
    const saidAt = bots.get(botId)?.configuration.saidAt ?? [];
    change(bots, botId, { configuration: { inUse: version, saidAt: [...saidAt, revision], digest } });
  },
  BotVersionRolledBack: (bots, { data: { botId, to } }) => {
    const bot = bots.get(botId);
    if (bot) bot.configuration = { ...bot.configuration, inUse: to };
  },
} satisfies SliceEvolve<Bots, FleetEvent>;
