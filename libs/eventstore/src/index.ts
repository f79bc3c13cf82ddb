/**
 * The one place that speaks to the event store: decisions, streams and the log (history.md §1–3, architecture.md §4).
 */
export { consequenceOf } from './command-context';
export type { Answering, CommandContext, KeySubject, StreamId } from './command-context';
export type { Decided, DecideOn, Target, Verdict } from './decision';
export { EventCounter } from './count-events';
export { EventStore } from './event-store';
export type { EventStoreOptions } from './event-store';
export type { EventStoreLog } from './event-store-log';
export {
  AccessRefused,
  AppendRejected,
  EventStoreUnavailable,
  LogDamaged,
  OutcomeUnknown,
  UnreadableEvent,
} from './faults';
export { greet } from './greet';
export type { Greeting } from './greet';
export { uuidV5 } from './ids';
export type { Keyring } from './keyring';
export type { LogOptions } from './log';
export { formsOfAnnals, todaysForm, type Forms } from './upcasting';
export { readable } from './log-event';
export type { EventAddress, LogBatch, LogEntry, LogEvent, Placed, UnreadEvent } from './log-event';
export { originOf, type Origin, type SealedOrigin } from './origin';
export type { RawEvent } from './client/raw-event';
export { pack } from './packed';
export type { StoredRecord } from './stored-record';
export { RawStore } from './raw-store';
export type { SnapshotStore, StoredSnapshot } from './snapshot-store';
export { appendsTold } from './told';
export { unpack } from './unpacked';
