import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import {
  botDisabled,
  botEnabled,
  botRegistered,
  botWentOffline,
  botWentOnline,
  refused,
  type FleetEvent,
  type PresenceEvent,
} from '@annals/contracts';
import type { Decide, Stream } from '@annals/kernel';
import { v7 } from 'uuid';
import type { Answering, CommandContext } from '../command-context';
import { uuidV5 } from '../ids';

/** A small stream of real events for specs: bots by status, with their names (so that the fold needs `text`). */
export interface Fleet {
  readonly bots: Map<string, { name: string; enabled: boolean }>;
}

export const fleet: Stream<Fleet, FleetEvent | PresenceEvent> = {
  category: 'fleet',
  initial: () => ({ bots: new Map() }),
  evolve: {
    BotRegistered: ({ bots }, { data, text }) => void bots.set(data.botId, { name: text.name, enabled: true }),
    BotDisabled: ({ bots }, { data }) => {
      const bot = bots.get(data.botId);
      if (bot) bot.enabled = false;
    },
    BotEnabled: ({ bots }, { data }) => {
      const bot = bots.get(data.botId);
      if (bot) bot.enabled = true;
    },
    BotWentOnline: () => undefined,
    BotWentOffline: () => undefined,
  },
};

type On<Command> = Decide<Fleet, Command, FleetEvent | PresenceEvent>;

export const register: On<{ botId: string; name?: string }> = (_state, { botId, name = 'Bot' }) => [
  botRegistered({ botId, workspaceId: '6a5a4ab4-71f5-4e1c-8a83-2df7a8ff9f10', kind: 'rpa' }, { name }),
];
/** Refused when it is so already. */
export const disable: On<{ botId: string }> = ({ bots }, { botId }) => {
  if (!bots.get(botId)) throw refused('BOT_NOT_FOUND');
  if (!bots.get(botId)?.enabled) throw refused('BOT_ALREADY_DISABLED');
  return [botDisabled({ botId })];
};
/** `[]` when it is so already. */
export const enable: On<{ botId: string }> = ({ bots }, { botId }) =>
  bots.get(botId)?.enabled ? [] : [botEnabled({ botId })];
/** Two events, one with the time of the decision. */
export const blink: On<{ botId: string }> = (_state, { botId }, { now }) => [
  botWentOnline({ botId }),
  botWentOffline({ botId, lastSeenAt: now }),
];

/** A fleet that does not exist yet. */
export const newFleet = () => ({ stream: fleet, id: [randomUUID()] as const });

/** A command's context with an id made for it alone; anything can be given. */
export const aCommand = (given: Partial<CommandContext> = {}): CommandContext => ({
  commandId: v7(),
  actor: `user:${randomUUID()}`,
  correlationId: randomUUID(),
  ...given,
});
/** One whose id is derived, as from an Idempotency-Key: others may come with the same. */
export const aRepeatable = (given: Partial<CommandContext> = {}): CommandContext =>
  aCommand({ commandId: uuidV5(randomUUID(), 'command'), ...given });
/** Whoever is the only one to decide until a moment of `performance.now()`. */
export const sole = (until = performance.now() + 60_000): Answering => ({
  isSole: () => performance.now() < until,
  decided: () => undefined,
});
