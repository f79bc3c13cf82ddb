import { Metadata, status } from '@grpc/grpc-js';
import type { ExpectedRevision } from '../log/expected-revision';
import { TOMBSTONE } from '../log/types';
import { MAX_APPEND_SIZE } from './limits';

/** A gRPC status with trailers, as thrown by handlers. Clients read the trailer `exception` first, then the code. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly metadata = new Metadata();

  constructor(
    readonly code: status,
    readonly details: string,
    trailers: Readonly<Record<string, string>> = {},
  ) {
    super(details);
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, printable(value));
  }
}

const LONGEST = 1000;

/**
 * Trailers are printable ASCII: anything else is percent-encoded; a name of any length must not burst the header block.
 */
function printable(text: string): string {
  const letters = Array.from(text.slice(0, 2 * LONGEST));
  return letters
    .slice(0, LONGEST)
    .join('')
    .replace(/[^\x20-\x7e]+/g, (odd) => encodeURIComponent(Buffer.from(odd).toString('utf8')));
}

export const streamDeleted = (stream: string): Failure =>
  new Failure(status.FAILED_PRECONDITION, `Event stream '${printable(stream)}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

/** Signed decimals, as the trailers have them: -2 any, -1 no stream, -4 stream exists. */
const decimal = (expected: ExpectedRevision): string =>
  typeof expected === 'bigint' ? String(expected) : { any: '-2', no_stream: '-1', stream_exists: '-4' }[expected];

export function wrongExpectedRevision(stream: string, expected: ExpectedRevision, current: number): Failure {
  const actual = current === TOMBSTONE ? '9223372036854775807' : String(current);
  return new Failure(
    status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${printable(stream)}, Expected version: ${decimal(expected)}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': decimal(expected),
      'actual-version': actual,
    },
  );
}

export const appendTooLarge = (): Failure =>
  new Failure(status.INVALID_ARGUMENT, `Maximum Append Size of ${MAX_APPEND_SIZE} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(MAX_APPEND_SIZE),
  });

export const missingProperty = (name: string): Failure =>
  new Failure(status.INVALID_ARGUMENT, `Required Metadata Property '${name}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });

/** Who calls is known, and may not do this. */
export const accessDenied = (): Failure =>
  new Failure(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
/** Who calls is not who it says. Without an `exception`: clients take the code. */
export const unauthenticated = (): Failure => new Failure(status.UNAUTHENTICATED, 'Unauthenticated');
/**
 * What was asked for can't be told or done, since what is stored is not what was written. @param sentence where and how
 */
export const damaged = (sentence: string): Failure => new Failure(status.DATA_LOSS, sentence);
/** What a real server says when its handler throws. */
export const handlerFailed = (): Failure => new Failure(status.UNKNOWN, 'Exception was thrown by handler.');
/** Other patterns are understood elsewhere: who sees the sentence learns which one is not, and where it is. */
export const badPattern = (pattern: string): Failure =>
  new Failure(
    status.UNKNOWN,
    `The filter "${printable(pattern)}" is no regular expression of JavaScript, which this event store uses; inline flags such as (?i) work on an EventStoreDB server only.`,
  );
export const unavailable = (): Failure =>
  new Failure(status.UNAVAILABLE, 'The event store is not available: it is stopping or has lost its database.');
/** The server gave up waiting: whether the write is stored is unknown. */
export const timedOut = (): Failure => new Failure(status.ABORTED, 'Operation timed out.');
