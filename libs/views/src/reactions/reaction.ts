import type { AnyEvent, EventType } from '@annals/contracts';
import type { OwnedEvent, ViewEvent } from '../definition/event';

/** Work to be done outside the log: kept in Postgres, tried until it is done or a dead letter. */
export interface Job {
  readonly queue: string;
  /** Names this piece of work for ever (ids joined by `:`): the same key in the same queue is the same job. */
  readonly key: string;
  /** Ids only, never addresses or secrets: the job reads the stream again before it acts. */
  readonly payload: Readonly<Record<string, string | number | boolean | null>>;
}

type JobsFor = { readonly [Type in EventType]?: (event: ViewEvent<Type>) => readonly Job[] };

/** A pure function from events to jobs, named as a sentence: `mail-invitation-when-member-is-invited`. */
export interface Reaction {
  readonly name: string;
  handles(type: string): boolean;
  jobs(event: OwnedEvent): readonly Job[];
}

/**
 * Defines a reaction (architecture §7). One that a new release brings starts at the head of the log as it was when the
 * first process of that release started, so it never acts on what is long past; on a new installation it starts at the
 * first event. Rebuilding views never touches it.
 */
export function reaction({ name, on }: { readonly name: string; readonly on: JobsFor }): Reaction {
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
function handlersOf(on: JobsFor): Partial<Record<string, (event: OwnedEvent) => readonly Job[]>> {
  return on as unknown as Partial<Record<AnyEvent['type'], (event: OwnedEvent) => readonly Job[]>>;
}
