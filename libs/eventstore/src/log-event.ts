import type { Metadata, Position, Recorded } from '@annals/kernel';
import type { UnreadableEvent } from './faults';
import type { StoredRecord } from './stored-record';

/** An event of the log: decrypted, upcast, with the JSON bytes that are stored (they are what proofs are made of). */
export interface LogEvent extends Recorded {
  readonly raw: { readonly data: Uint8Array; readonly metadata: Uint8Array };
  readonly unreadable?: undefined;
}

/**
 * An event that this program can't read, in its place in the log. Whoever it concerns stops there; nobody passes it in
 * silence (R13).
 */
export interface UnreadEvent extends Pick<StoredRecord, 'id' | 'stream' | 'revision' | 'position' | 'type'> {
  readonly unreadable: UnreadableEvent;
  /** Whoever handles this type; undefined where only an upcast could tell its type of today: then everybody. */
  readonly concerns: string | undefined;
  /** Who, when and where, where at least that can be read; without the reason. */
  readonly meta: Metadata | undefined;
}

/** What is in the log: events, and what can't be read of them. */
export type LogEntry = LogEvent | UnreadEvent;

/** The event itself, for readers that need every one. @throws UnreadableEvent */
export function readable(entry: LogEntry): LogEvent {
  if (entry.unreadable) throw entry.unreadable;
  return entry;
}

/** A piece of the log, in order. Store `upTo` with what was made of `events`, and resume after it. */
export interface LogBatch {
  /** Without the store's own `$` events; may be empty when only the place moved. */
  readonly events: readonly LogEntry[];
  /** Everything up to here is in this batch or an earlier one. */
  readonly upTo: Position;
  /** False while the reader catches up with history. */
  readonly live: boolean;
}

/** Which event is meant, in every log that holds it. */
export type EventAddress = Pick<StoredRecord, 'id' | 'stream' | 'revision'>;

/** An event and where it is in this log. */
export type Placed = EventAddress & Pick<StoredRecord, 'position'>;
