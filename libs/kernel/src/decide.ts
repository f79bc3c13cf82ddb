import type { Actor, DomainEvent } from './event';
import type { Instant } from './instant';

/** What a decision may know beside the state and the command. Tests set it; production fills it in `libs/platform`. */
export interface Facts {
  /** max(clock, last `at` of the stream): time never runs backwards inside a stream. */
  readonly now: Instant;
  /**
   * The clock of this process. Of a stream that a clock ran ahead in, `now` stands still until that moment comes; waits
   * and expiries go by the clock, and nothing that began in its future counts (`isWithin`).
   */
  readonly clock: Instant;
  readonly actor: Actor;
  /** The id of a new thing: uuid v5 of (command id, noun), so that a repeated command names the same thing. */
  readonly id: (noun: string) => string;
}

/** Everything below it is read-only: deciders look, only `evolve` writes. */
export type Frozen<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<K, Frozen<V>>
    : T extends ReadonlySet<infer V>
      ? ReadonlySet<V>
      : T extends object
        ? { readonly [K in keyof T]: Frozen<T[K]> }
        : T;

/**
 * A pure decision: the events that a command makes true. `[]` means that it is already so, asked with the same content.
 * @throws Refused when a rule says no
 */
export type Decide<State, Command, E extends DomainEvent> = (
  state: Frozen<State>,
  command: Command,
  facts: Facts,
) => readonly E[];
