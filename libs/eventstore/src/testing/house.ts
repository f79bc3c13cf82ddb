import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { refused } from '@annals/contracts';
import { lampDoused, lampFaded, lampFlared, lampHung, lampLit, type LampEvent } from '@annals/testing';
import type { Decide, Stream } from '@annals/kernel';
import { v7 } from 'uuid';
import type { Answering, CommandContext } from '../command-context';
import { uuidV5 } from '../ids';

/** A small stream for specs: which lamps of a house are lit, with their names (so that the fold needs `text`). */
export interface House {
  readonly lamps: Map<string, { name: string; lit: boolean }>;
}

export const house: Stream<House, LampEvent> = {
  category: 'house',
  initial: () => ({ lamps: new Map() }),
  evolve: {
    LampHung: ({ lamps }, { data, text }) => void lamps.set(data.lampId, { name: text.name, lit: true }),
    LampDoused: ({ lamps }, { data }) => {
      const lamp = lamps.get(data.lampId);
      if (lamp) lamp.lit = false;
    },
    LampLit: ({ lamps }, { data }) => {
      const lamp = lamps.get(data.lampId);
      if (lamp) lamp.lit = true;
    },
    LampFlared: () => undefined,
    LampFaded: () => undefined,
    LampLent: () => undefined,
  },
};

type On<Command> = Decide<House, Command, LampEvent>;

export const hang: On<{ lampId: string; name?: string }> = (_state, { lampId, name = 'Lamp' }) => [
  lampHung({ lampId, roomId: '6a5a4ab4-71f5-4e1c-8a83-2df7a8ff9f10' }, { name }),
];
/** Refused when it is so already. */
export const douse: On<{ lampId: string }> = ({ lamps }, { lampId }) => {
  if (!lamps.get(lampId)) throw refused('NOT_FOUND');
  if (!lamps.get(lampId)?.lit) throw refused('CONFLICT');
  return [lampDoused({ lampId })];
};
/** `[]` when it is so already. */
export const light: On<{ lampId: string }> = ({ lamps }, { lampId }) =>
  lamps.get(lampId)?.lit ? [] : [lampLit({ lampId })];
/** Two events, one with the time of the decision. */
export const blink: On<{ lampId: string }> = (_state, { lampId }, { now }) => [
  lampFlared({ lampId }),
  lampFaded({ lampId, fadedAt: now }),
];

/** A house that does not exist yet. */
export const newHouse = () => ({ stream: house, id: [randomUUID()] as const });

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
