import { Metadata, status } from '@grpc/grpc-js';
import type { StoredRecord } from './stored-record';

/**
 * The append was sent and its answer lost: it is stored once or not at all. Answer 503; repeating the command with its
 * id finds out.
 */
export class OutcomeUnknown extends Error {
  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
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
  constructor(
    readonly stream: string,
    why: string,
  ) {
    super(`The event store refused an append to ${stream}: ${why}`);
    this.name = 'AppendRejected';
  }
}

/**
 * The store does not let us in: a wrong user or password, or no right to read. Nothing that is repeated changes it;
 * somebody must correct the address.
 */
export class AccessRefused extends Error {
  /** @param cause the status of the call @param where the user and the password are given */
  constructor(cause: Error, where?: string) {
    super(whyNoAccess(cause, where), { cause });
    this.name = 'AccessRefused';
  }
}

/**
 * The store says that its stored log is damaged (DATA_LOSS). Nothing that is repeated changes it; somebody must restore
 * it from a backup.
 */
export class LogDamaged extends Error {
  /** @param where what the store is called; without it the sentence is the store's alone */
  constructor(cause: Error, where?: string) {
    const sentence = ('details' in cause && typeof cause.details === 'string' ? cause.details : cause.message).replace(
      /^.*?DATA_LOSS:\s*/s,
      '',
    );
    super(
      where === undefined ? sentence : `${where[0]?.toUpperCase() ?? ''}${where.slice(1)} cannot be read: ${sentence}`,
      { cause },
    );
    this.name = 'LogDamaged';
  }
}

/** Whether a call ended because what is stored is damaged. */
export const saysDamaged = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === status.DATA_LOSS;

/** Whether a call ended because the store does not let us in. */
export const saysNoAccess = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  (error.code === status.UNAUTHENTICATED || error.code === status.PERMISSION_DENIED);

/** Whether a call ended because its stream was deleted for ever. */
export const saysDeleted = (error: unknown): error is Error =>
  error instanceof Error &&
  'metadata' in error &&
  error.metadata instanceof Metadata &&
  error.metadata.get('exception')[0] === 'stream-deleted';

/** One sentence about a call that ended with UNAUTHENTICATED or PERMISSION_DENIED. */
export function whyNoAccess(cause: Error, where = 'ANNALS_EVENTSTORE_URL'): string {
  if ('code' in cause && cause.code === status.UNAUTHENTICATED)
    return `The event store does not accept the user or the password in ${where}`;
  return `The event store does not let the user in ${where} read and write: it must be one of its administrators ($admins)`;
}

/** A stored event that this program can't read. It stops whoever needs it; nothing is ever skipped. */
export class UnreadableEvent extends Error {
  constructor(
    readonly event: Pick<StoredRecord, 'id' | 'stream' | 'revision' | 'position' | 'type'>,
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(`Event ${event.type} ${event.id} (${event.stream} at ${event.revision}): ${why}`, options);
    this.name = 'UnreadableEvent';
  }
}
