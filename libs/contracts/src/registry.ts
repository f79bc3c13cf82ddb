import type { EventDefinition, EventOf } from './define-event';
import { fleetEvents, presenceEvents, runEvents } from './automation/events';
import { accountEvents, keysEvents } from './identity/events';
import { organizationEvents } from './organization/events';

/** Which events live in which category of streams. */
export const eventsByCategory = {
  account: accountEvents,
  organization: organizationEvents,
  fleet: fleetEvents,
  presence: presenceEvents,
  run: runEvents,
  keys: keysEvents,
} as const;

export type Category = keyof typeof eventsByCategory;

type DefinitionsOf<Group> = Group extends Record<string, infer Definition> ? Definition : never;
/** Any event of Annals; `Extract<AnyEvent, { type: 'BotDisabled' }>` is one of them. */
export type AnyEvent = EventOf<DefinitionsOf<(typeof eventsByCategory)[Category]>>;
export type EventType = AnyEvent['type'];

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'function' && 'type' in value && 'data' in value;
const all: readonly EventDefinition[] = Object.values(eventsByCategory)
  .flatMap((group) => Object.values<unknown>(group))
  .filter(isDefinition);

/** Every event type by its stored name. */
export const eventDefinitions: ReadonlyMap<string, EventDefinition> = new Map(
  all.map((definition) => [definition.type, definition]),
);
