import type { DomainEvent, Seen } from './event';

/**
 * How a state grows: one handler for each event type, so that the compiler points at what a new event must change.
 * A handler may write to the state it is given (a draft that only the fold holds); it never reads a clock. By the
 * event's revision it can remember where something is said that no decision rests on, so that who needs it reads that
 * one event.
 */
export type Evolve<State, E extends DomainEvent> = {
  readonly [Type in E['type']]: (state: State, event: Seen<Extract<E, { type: Type }>>, revision: number) => void;
};

/**
 * An event that changes nothing that later decisions need. Named, so that leaving it out is a choice that a reader
 * sees.
 */
export const remembersNothing = (): void => undefined;

/** One boundary of decisions (history.md §1): a rule that must never break lives inside one stream. */
export interface Stream<State, E extends DomainEvent> {
  /** One lower-case word; EventStoreDB cuts a stream name at its first `-`. */
  readonly category: string;
  readonly initial: () => State;
  readonly evolve: Evolve<State, E>;
}

/**
 * The name of a stream: `{category}-{id}` or `{category}-{organizationId}.{id}` (history.md §1). Ids are random uuids,
 * never addresses or slugs.
 */
export function streamName(category: string, ...ids: readonly [string] | readonly [string, string]): string {
  return `${category}-${ids.join('.')}`;
}

/** The parts of a stream's name; `id` is absent for streams that an organization (or an account) has one of. */
export function parseStreamName(name: string): { category: string; owner: string; id?: string } {
  const cut = name.indexOf('-');
  const [owner = '', id] = name.slice(cut + 1).split('.');
  return { category: name.slice(0, Math.max(cut, 0)), owner, ...(id === undefined ? {} : { id }) };
}

/**
 * Adds events to a state, in order. A handler never sees `personal`, even where the event in hand has it.
 * @param revision of the first of them
 */
export function fold<State, E extends DomainEvent>(
  stream: Stream<State, E>,
  events: Iterable<E | Seen<E>>,
  state: State = stream.initial(),
  revision = 0,
): State {
  let next = revision;
  for (const event of events) {
    const evolve = stream.evolve[event.type as E['type']] as
      | ((state: State, event: E | Seen<E>, revision: number) => void)
      | undefined;
    if (!evolve) throw new Error(`Stream ${stream.category} knows no event ${event.type}`);
    evolve(state, event, next);
    next += 1;
  }
  return state;
}
