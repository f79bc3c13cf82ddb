import type { DomainEvent, Facts, Frozen, Instant, Position, Stream } from '@annals/kernel';
import type { CommandContext, StreamId } from './command-context';
import type { Keyring } from './keyring';
import type { LogBatch, LogEvent } from './log-event';

/** What a command came to. `position` goes back as `Min-Position`. */
export interface Decided<E> {
  readonly revision: number;
  readonly position: string;
  readonly events: readonly E[];
  readonly outcome: 'appended' | 'unchanged' | 'remembered';
  readonly at: Instant;
}

export interface EventStoreOptions {
  readonly connectionString: string;
  readonly keyring: Keyring;
  readonly clock?: () => Instant;
  /** Milliseconds until an append or read gives up; 5000 without it. */
  readonly deadlineMs?: number;
}

export interface Target<S, E extends DomainEvent> {
  readonly stream: Stream<S, E>;
  readonly id: StreamId;
}

export class EventStore {
  constructor(readonly options: EventStoreOptions) {}

  decide<S, E extends DomainEvent>(_target: Target<S, E>, _context: CommandContext, _decide: (state: Frozen<S>, facts: Facts) => readonly E[]): Promise<Decided<E>> {
    return Promise.reject(new Error('under construction'));
  }

  state<S, E extends DomainEvent>(_target: Target<S, E>, _maxAgeMs = 2000): Promise<{ readonly state: Frozen<S>; readonly revision: number }> {
    return Promise.reject(new Error('under construction'));
  }

  read(_stream: string): AsyncIterable<LogEvent> {
    throw new Error('under construction');
  }

  log(_options: { readonly from: Position | 'start'; readonly signal: AbortSignal; readonly maxBatch?: number }): AsyncIterable<LogBatch> {
    throw new Error('under construction');
  }

  head(): Promise<Position | undefined> {
    return Promise.reject(new Error('under construction'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
