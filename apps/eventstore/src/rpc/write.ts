import { status } from '@grpc/grpc-js';
import type { EventLog } from '../log/event-log';
import { isMetastream, type ProposedEvent } from '../log/types';
import type { WriteOutcome, WriteRequest } from '../log/write-request';
import {
  decodeAppend,
  decodeDelete,
  encodeAppendConflict,
  encodeAppendSuccess,
  encodeDeleted,
  type WriteOptions,
} from '../wire/append';
import type { Malformed } from '../wire/proposed-message';
import { permissionTo } from './access';
import type { CallContext, Readable, Unary } from './call';
import {
  Failure,
  accessDenied,
  appendTooLarge,
  damaged,
  handlerFailed,
  missingProperty,
  streamDeleted,
  timedOut,
  unavailable,
  wrongExpectedRevision,
} from './failures';
import { WRITE_TIMEOUT, isTooLarge, sizeOf } from './limits';

const unset = (message: string): Failure =>
  new Failure(
    status.INVALID_ARGUMENT,
    `'None' is not a valid EventStore.Client.Streams.${message}+Types+Options+ExpectedStreamRevisionOneofCase`,
  );

function checked(
  { stream, expected }: WriteOptions,
  message: string,
): { stream: string; expected: NonNullable<WriteOptions['expected']> } {
  if (expected === undefined) throw unset(message);
  if (stream === '' || stream.includes('\0')) throw handlerFailed();
  if (stream === '$$')
    throw new Failure(status.INVALID_ARGUMENT, 'No stream has an empty name, so none has this metadata.');
  return { stream, expected };
}

function malformed(problem: Malformed): Failure {
  if (problem === 'type-missing') return missingProperty('type');
  return problem === 'content-type-missing' ? missingProperty('content-type') : handlerFailed();
}

function write(log: EventLog, request: Omit<WriteRequest, 'settle' | 'deadline'>): Promise<WriteOutcome> {
  return new Promise((settle) => {
    log.submit({ ...request, deadline: Date.now() + WRITE_TIMEOUT, settle });
  });
}

/** Refusals that every kind of write shares. */
function refused(
  stream: string,
  outcome: Exclude<WriteOutcome, { kind: 'success' | 'wrong-expected-revision' }>,
): Failure {
  switch (outcome.kind) {
    case 'access-denied':
      return accessDenied();
    case 'stream-deleted':
      return streamDeleted(stream);
    case 'timeout':
      return timedOut();
    case 'unavailable':
      return unavailable();
    case 'failed':
      return handlerFailed();
    case 'damaged':
      return damaged(outcome.sentence);
  }
}

async function collect(call: Readable): Promise<{ options: WriteOptions; events: ProposedEvent[]; bytes: number }> {
  let options: WriteOptions | undefined;
  const events: ProposedEvent[] = [];
  let bytes = 0;
  for await (const chunk of call) {
    if (!Buffer.isBuffer(chunk)) throw handlerFailed();
    const message = decodeAppend(chunk);
    if (message === undefined) throw handlerFailed();
    if ('options' in message) options = message.options;
    else if (typeof message.event === 'string') throw malformed(message.event);
    else {
      bytes += sizeOf([message.event]);
      events.push(message.event);
      if (isTooLarge(bytes, events.length)) throw appendTooLarge();
    }
  }
  if (options === undefined) throw handlerFailed();
  return { options, events, bytes };
}

/** Append: a wrong expected revision is an ordinary answer here. */
export async function append({ log, caller }: CallContext, call: Readable): Promise<Buffer> {
  const { options, events, bytes } = await collect(call);
  const { stream, expected } = checked(options, 'AppendReq');
  const outcome = await write(log, {
    kind: 'append',
    stream,
    expected,
    events,
    bytes,
    permits: permissionTo(caller, 'write', stream),
  });
  if (outcome.kind === 'success') return encodeAppendSuccess(outcome);
  if (outcome.kind === 'wrong-expected-revision') return encodeAppendConflict(outcome.current, expected);
  throw refused(stream, outcome);
}

/** Delete (soft) and Tombstone (for ever). */
export async function remove({ log, caller }: CallContext, kind: 'delete' | 'tombstone', call: Unary): Promise<Buffer> {
  const { stream, expected } = checked(decodeDelete(call.request), kind === 'delete' ? 'DeleteReq' : 'TombstoneReq');
  const permits = permissionTo(caller, 'delete', stream);
  if (isMetastream(stream))
    throw new Failure(
      status.INVALID_ARGUMENT,
      'The metadata of a stream can not be deleted: write other metadata instead.',
    );
  const outcome = await write(log, { kind, stream, expected, events: [], bytes: 0, permits });
  if (outcome.kind === 'success') return encodeDeleted(outcome.position ?? 0);
  if (outcome.kind === 'wrong-expected-revision') throw wrongExpectedRevision(stream, expected, outcome.current);
  throw refused(stream, outcome);
}
