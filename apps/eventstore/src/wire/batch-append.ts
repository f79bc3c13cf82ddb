import {
  BYTES,
  EMPTY,
  field,
  fieldSize,
  message,
  MessageReader,
  MessageWriter,
  numberSize,
  VARINT,
  varint,
} from '@annals/protobuf';
import type { ExpectedRevision } from '../log/expected-revision';
import type { ProposedEvent } from '../log/types';
import { decodeProposedMessage, type Malformed } from './proposed-message';
import { decodeExpected, decodeStreamIdentifier, decodeUuid, encodeExpected } from './shared';

export interface BatchAppendOptions {
  /** The StreamIdentifier as it came, for the answer. */
  readonly identifier: Buffer;
  readonly stream: string;
  readonly expected: ExpectedRevision | undefined;
  /** Milliseconds since 1970, or undefined. */
  readonly deadline: number | undefined;
}

/** One chunk of an append. */
export interface BatchAppendRequest {
  /** The correlation UUID message as it came: it is echoed, and identifies the append. */
  readonly correlation: Buffer;
  readonly correlationIsValid: boolean;
  readonly options: BatchAppendOptions | undefined;
  readonly events: readonly ProposedEvent[];
  readonly malformed: Malformed | undefined;
  readonly isFinal: boolean;
}

// The tags are worked out once: asked for by a call at every field, they would double what reading an append takes.
/** Of BatchAppendReq, and of its options. */
const [CORRELATION, OPTIONS, PROPOSED, FINAL] = [BYTES(1), BYTES(2), BYTES(3), VARINT(4)];
const [STREAM, DEADLINE, DURATION] = [BYTES(1), BYTES(6), BYTES(7)];
const [SECONDS, NANOS] = [VARINT(1), VARINT(2)];

/** google.protobuf.Timestamp and Duration alike: seconds(1), nanos(2), in milliseconds. */
function decodeMilliseconds(reader: MessageReader): number {
  let milliseconds = 0;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === SECONDS) milliseconds += reader.integer() * 1000;
    else if (tag === NANOS) milliseconds += reader.integer() / 1e6;
    else reader.skip(tag);
  }
  return milliseconds;
}

function decodeOptions(reader: MessageReader, now: number): BatchAppendOptions {
  let identifier = EMPTY;
  let expected: ExpectedRevision | undefined;
  let deadline: number | undefined;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === STREAM) identifier = reader.bytes();
    else if (tag === DEADLINE) deadline = decodeMilliseconds(reader.message());
    else if (tag === DURATION) deadline = now + decodeMilliseconds(reader.message());
    else {
      const found = decodeExpected(reader, tag, 2);
      if (found === undefined) reader.skip(tag);
      else expected = found;
    }
  }
  return { identifier, stream: decodeStreamIdentifier(new MessageReader(identifier)), expected, deadline };
}

/**
 * BatchAppendReq { correlation_id(1), options(2), proposed_messages(3), is_final(4) }.
 * @param most events that are looked at: one more than may be is enough to refuse them
 */
export function decodeBatchAppend(bytes: Buffer, most = Infinity, now = Date.now()): BatchAppendRequest {
  const reader = new MessageReader(bytes);
  let correlation = EMPTY;
  let options: BatchAppendOptions | undefined;
  let malformed: Malformed | undefined;
  let isFinal = false;
  const events: ProposedEvent[] = [];
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === CORRELATION) correlation = reader.bytes();
    else if (tag === OPTIONS) options = decodeOptions(reader.message(), now);
    else if (tag === PROPOSED && events.length < most) {
      const event = decodeProposedMessage(reader.message());
      if (typeof event === 'string') malformed ??= event;
      else events.push(event);
    } else if (tag === FINAL) isFinal = reader.varint() !== 0;
    else reader.skip(tag);
  }
  return {
    correlation,
    correlationIsValid: decodeUuid(new MessageReader(correlation)) !== undefined,
    options,
    events,
    malformed,
    isFinal,
  };
}

/** Why an append was refused, as the Status of BatchAppendResp. */
export type BatchAppendError =
  | { readonly kind: 'wrong-expected-version'; readonly current: number; readonly expected: ExpectedRevision }
  | { readonly kind: 'stream-deleted'; readonly identifier: Buffer }
  | { readonly kind: 'access-denied' | 'timeout' | 'unknown' }
  | { readonly kind: 'maximum-append-size-exceeded'; readonly maximum: number }
  | { readonly kind: 'bad-request'; readonly reason: string }
  | { readonly kind: 'damaged'; readonly sentence: string };

/** google.rpc.Code, type name and body of the details of each error, and its message where that is not the name. */
function statusOf(error: BatchAppendError): readonly [code: number, name: string, details: Buffer, message?: string] {
  switch (error.kind) {
    case 'wrong-expected-version':
      return [
        6,
        'WrongExpectedVersion',
        message(
          error.current === -1 ? field(2, EMPTY) : varint(1, error.current),
          encodeExpected(error.expected, 3, [4, 5, 6]),
        ),
      ];
    case 'stream-deleted':
      return [5, 'StreamDeleted', field(1, error.identifier)];
    case 'access-denied':
      return [7, 'AccessDenied', EMPTY];
    case 'timeout':
      return [4, 'Timeout', EMPTY];
    case 'unknown':
      return [2, 'Unknown', EMPTY];
    case 'maximum-append-size-exceeded':
      return [3, 'MaximumAppendSizeExceeded', varint(1, error.maximum)];
    case 'bad-request':
      return [3, 'BadRequest', field(1, error.reason)];
    case 'damaged':
      // of this one the official client shows the message
      return [15, 'BadRequest', field(1, error.sentence), error.sentence];
  }
}

/** An error answer. The client needs `details` and the stream even then: it dies without them. */
export function encodeBatchError(correlation: Buffer, identifier: Buffer, error: BatchAppendError): Buffer {
  const [code, name, details, text = name] = statusOf(error);
  const any = message(field(1, `type.googleapis.com/event_store.client.${name}`), field(2, details));
  return message(field(1, correlation), field(2, varint(1, code), field(2, text), field(3, any)), field(4, identifier));
}

const NO_STREAM = field(2, EMPTY);
const NO_POSITION = field(4, EMPTY);

/**
 * A success answer: revision of the last event (-1 when the stream is empty), position of the last event when it can be
 * read. Every append has one, so it is made with one allocation.
 */
export function encodeBatchSuccess(
  correlation: Buffer,
  identifier: Buffer,
  { revision, position }: { revision: number; position: number | undefined },
): Buffer {
  const place = position === undefined ? 0 : 2 * numberSize(position);
  const success =
    (revision === -1 ? NO_STREAM.length : numberSize(revision)) +
    (position === undefined ? NO_POSITION.length : fieldSize(place));
  const writer = new MessageWriter(fieldSize(correlation.length) + fieldSize(success) + fieldSize(identifier.length));
  writer.bytes(1, correlation);
  writer.begin(3, success);
  if (revision === -1) writer.fields(NO_STREAM);
  else writer.number(1, revision);
  if (position === undefined) writer.fields(NO_POSITION);
  else {
    writer.begin(3, place);
    writer.number(1, position);
    writer.number(2, position);
  }
  writer.bytes(4, identifier);
  return writer.buffer;
}
