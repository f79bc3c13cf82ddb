import { refused } from '@annals/contracts';
import {
  Refused,
  type DomainEvent,
  type Facts,
  type Frozen,
  type Instant,
  type Seen,
  type Stream,
} from '@annals/kernel';
import type { CommandContext, StreamId } from './command-context';
import type { CachedState } from './cached-state';
import { uuidV5 } from './ids';
import type { LogEvent } from './log-event';

/** What a command came to. `position` goes back as `Min-Position`. */
export interface Decided<E, R = undefined> {
  /** Of the last event of the command; for `unchanged`, of the stream's last event. */
  readonly revision: number;
  readonly position: string;
  readonly events: readonly E[];
  /** `remembered`: the command was carried out before, and this is what it came to then. */
  readonly outcome: 'appended' | 'unchanged' | 'remembered';
  readonly at: Instant;
  /** What `decide` said beside its events; nothing where the command is remembered, for it is not decided again. */
  readonly result?: R | undefined;
}

export interface Target<S, E extends DomainEvent> {
  readonly stream: Stream<S, E>;
  readonly id: StreamId;
}

/** What a decision says: its events and, where its caller needs more of the state that it saw, a result beside them. */
export type Verdict<E, R = undefined> = readonly E[] | { readonly events: readonly E[]; readonly result: R };

/** A pure decision with its command already inside. */
export type DecideOn<S, E extends DomainEvent, R = undefined> = (state: Frozen<S>, facts: Facts) => Verdict<E, R>;

/** A decision that is taken: on which state, and for which command. */
export interface Deciding<S, E extends DomainEvent, R> {
  readonly cached: CachedState<S, E>;
  readonly context: CommandContext;
  readonly decide: DecideOn<S, E, R>;
}

/** A verdict in its longer form. */
export const whole = <E, R>(said: Verdict<E, R>): Pick<Decided<E, R>, 'events' | 'result'> =>
  'events' in said ? said : { events: said };

/** What a decision comes to on the state as it is. @throws whatever it throws but refusals */
export function verdictOf<S, E extends DomainEvent, R>(
  { cached, context, decide }: Deciding<S, E, R>,
  { now, clock }: { readonly now: Instant; readonly clock: Instant },
): Pick<Decided<E, R>, 'events' | 'result'> | Refused {
  const { expectedRevision, commandId, actor } = context;
  if (expectedRevision !== undefined && expectedRevision !== cached.revision)
    return refused('REVISION_MISMATCH', { revision: cached.revision, expected: expectedRevision });
  try {
    const said = decide(cached.state as Frozen<S>, { now, clock, actor, id: (noun) => uuidV5(commandId, noun) });
    return whole(said);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** Without `personal`: what is folded in memory must be what is folded from the store. */
export function seen<E extends DomainEvent>(event: E): Seen<E> {
  const { personal: _, ...rest }: DomainEvent = event;
  return rest as Seen<E>;
}

/** The event as its command wrote it. The decoder vouches for its parts by the event's definition. */
export const writtenForm = <E extends DomainEvent>({ type, data, personal, text }: LogEvent): E =>
  ({ type, data, ...(personal === undefined ? {} : { personal }), ...(text === undefined ? {} : { text }) }) as E;
