import type { StoredRecord } from './stored-record';

/** The append was sent and its answer lost: it is stored once or not at all. Answer 503; repeating the command with its id finds out. */
export class OutcomeUnknown extends Error {
  constructor(readonly stream: string, options?: ErrorOptions) {
    super(`The event store did not answer an append to ${stream}; it may have been stored`, options);
    this.name = 'OutcomeUnknown';
  }
}

/** The event store could not be read in time; nothing was appended. Answer 503. */
export class EventStoreUnavailable extends Error {
  constructor(what: string, options?: ErrorOptions) {
    super(`The event store does not answer: ${what}`, options);
    this.name = 'EventStoreUnavailable';
  }
}

/** The store refused an append for ever (too large, stream deleted, access denied): a fault of ours, never retried. */
export class AppendRejected extends Error {
  constructor(readonly stream: string, why: string) {
    super(`The event store refused an append to ${stream}: ${why}`);
    this.name = 'AppendRejected';
  }
}

/** A stored event that this program can't read. It stops whoever needs it; nothing is ever skipped. */
export class UnreadableEvent extends Error {
  constructor(readonly event: Pick<StoredRecord, 'id' | 'stream' | 'revision' | 'position' | 'type'>, readonly why: string, options?: ErrorOptions) {
    super(`Event ${event.type} ${event.id} (${event.stream} at ${event.revision}): ${why}`, options);
    this.name = 'UnreadableEvent';
  }
}
