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

type Handler<State, E extends DomainEvent> = (state: State, event: Seen<E>, revision: number) => void;

/** How one slice of a large state grows, in a file of its own: handlers of the events that concern it. */
export type SliceEvolve<Slice, E extends DomainEvent> = {
  readonly [Type in E['type']]?: Handler<Slice, Extract<E, { type: Type }>>;
};

type Slices<State, E extends DomainEvent> = {
  readonly [Name in keyof State]: SliceEvolve<NonNullable<State[Name]>, E>;
};
type Handled<S> = { readonly [Name in keyof S]: keyof S[Name] }[keyof S];

/**
 * `evolve` of a state that is made of slices: each event goes to every slice that has a handler for it. An event type
 * that no slice handles is a compile error that names it.
 */
export const evolveSlices =
  <State extends object, E extends DomainEvent>() =>
  <S extends Slices<State, E>>(
    slices: S & (Exclude<E['type'], Handled<S>> extends never ? unknown : { handled: Exclude<E['type'], Handled<S>> }),
  ): Evolve<State, E> => {
    const handlers = new Map<string, Handler<State, E>[]>();
    for (const [name, evolve] of Object.entries(slices) as [keyof State, Record<string, Handler<unknown, E>>][])
      for (const [type, handle] of Object.entries(evolve))
        handlers.set(type, [
          ...(handlers.get(type) ?? []),
          (state, event, revision) => handle(state[name], event, revision),
        ]);
    const all = [...handlers].map(([type, each]) => [
      type,
      (state: State, event: Seen<E>, revision: number) => each.forEach((handle) => handle(state, event, revision)),
    ]);
    return Object.fromEntries(all) as Evolve<State, E>;
  };

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
