import type { AnyEvent } from '@annals/contracts';
import type { DomainEvent } from '@annals/kernel';
import type { EventFor, OwnedEvent } from '../definition/event';

/** Work to be done outside the log: kept in Postgres, tried until it is done or a dead letter. */
export interface Job {
  readonly queue: string;
  /** Names this piece of work for ever (ids joined by `:`): the same key in the same queue is the same job. */
  readonly key: string;
  /** Ids only, never addresses or secrets: the job reads the stream again before it acts. */
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
  /**
   * Jobs of a queue that come of one piece of the log are one, with all their payloads: what is done about many costs
   * little more than what is done about one. It is tried again as a whole.
   */
  readonly together?: true;
}

type JobsFor<E extends DomainEvent> = {
  readonly [Type in E['type']]?: (event: EventFor<Extract<E, { type: Type }>>) => readonly Job[];
};

interface Definition<E extends DomainEvent> {
  readonly name: string;
  readonly on: JobsFor<E>;
}

/** A pure function from events to jobs, named as a sentence: `mail-invitation-when-member-is-invited`. */
export interface Reaction {
  readonly name: string;
  handles(type: string): boolean;
  jobs(event: OwnedEvent): readonly Job[];
}

/** What defines reactions to these events: `reaction` is that to the product's, as `view` is for views. */
export const reactionsOf =
  <E extends DomainEvent>() =>
  (definition: Definition<E>): Reaction =>
    define(definition);

/**
 * Defines a reaction (architecture §7). One that a new release brings starts at the head of the log as it was when the
 * first process of that release started, so it never acts on what is long past; on a new installation it starts at the
 * first event. Rebuilding views never touches it.
 */
export const reaction = reactionsOf<AnyEvent>();

function define<E extends DomainEvent>({ name, on }: Definition<E>): Reaction {
  if (!/^[a-z][a-z0-9-]{0,100}$/.test(name)) throw new Error(`"${name}" is no name for a reaction`);
  const handlers = handlersOf(on);
  return {
    name,
    handles: (type) => handlers[type] !== undefined,
    jobs: (event) => handlers[event.type]?.(event) ?? [],
  };
}

/**
 * The decoder of the log guarantees that an event of a type has that type's data: the one place where the compiler has
 * to take it from us.
 */
function handlersOf<E extends DomainEvent>(
  on: JobsFor<E>,
): Partial<Record<string, (event: OwnedEvent) => readonly Job[]>> {
  return on as unknown as Partial<Record<E['type'], (event: OwnedEvent) => readonly Job[]>>;
}
