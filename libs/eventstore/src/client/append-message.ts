import { BYTES, MessageReader, VARINT } from '@annals/protobuf';
import type { UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { exact, only, Unusual, usualOr } from './unusual';

/** An event as an append carries it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  /** Of the data; JSON without it. */
  readonly isJson?: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/**
 * An append with the only revision that it may meet; -1: the stream must not exist. Sent again, it has the same ids and
 * revision.
 */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly ProposedEvent[];
}

/**
 * Where the last event of an append is. `position` is absent when the store no longer says it for an append that it had
 * already.
 */
export interface Appended {
  readonly revision: number;
  readonly position?: bigint;
}

/**
 * What the store answered: stored, not stored because the stream moved, refused for ever, or nothing that says which.
 */
export type Answer =
  | { readonly kind: 'appended'; readonly at: Appended }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** An id as text; a server may write it as two numbers. */
export function textOf(id: UUID | undefined): string | undefined {
  const bits = id?.getStructured();
  if (!bits) return id?.getString();
  const half = (value: string | number) => BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
  const hex = half(bits.getMostSignificantBits()) + half(bits.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const REJECTIONS = new Set([
  'StreamDeleted',
  'AccessDenied',
  'MaximumAppendSizeExceeded',
  'BadRequest',
  'InvalidTransaction',
]);

/** An answer and the append that it is for. */
export interface AppendResponse {
  readonly correlationId: string | undefined;
  readonly answer: Answer;
}

/** Of BatchAppendResp. */
const [CORRELATION, SUCCESS, STREAM] = [BYTES(1), BYTES(3), BYTES(4)];
/** Of its success, and of the position there. */
const [REVISION, POSITION, COMMIT] = [VARINT(1), BYTES(3), VARINT(1)];

/**
 * Success { current_revision(1), position(3) { commit_position(1) … } }, as the store says it of what it just stored.
 */
function appendedOf(message: MessageReader): Appended {
  let [revision, position] = [-1, -1];
  while (!message.done) {
    const tag = message.tag();
    if (tag === REVISION) revision = exact(message);
    else if (tag !== POSITION) throw new Unusual();
    else {
      const place = message.message();
      if (place.tag() !== COMMIT) throw new Unusual();
      position = exact(place);
    }
  }
  if (revision < 0 || position < 0) throw new Unusual();
  return { revision, position: BigInt(position) };
}

/**
 * BatchAppendResp { correlation_id(1) { string(2) }, success(3), stream_identifier(4) }. @throws Unusual for any other
 */
function usualResponse(message: MessageReader): AppendResponse {
  let correlationId: string | undefined;
  let at: Appended | undefined;
  while (!message.done) {
    switch (message.tag()) {
      case CORRELATION:
        correlationId = only(message.message(), 2).string();
        break;
      case SUCCESS:
        at = appendedOf(message.message());
        break;
      case STREAM:
        message.bytes();
        break;
      default:
        throw new Unusual();
    }
  }
  if (at === undefined) throw new Unusual();
  return { correlationId, answer: { kind: 'appended', at } };
}

/** Reads an answer: nearly all are a success, and those without the generated code. */
export const responseOf = (bytes: Buffer): AppendResponse =>
  usualOr(
    () => usualResponse(new MessageReader(bytes)),
    () => {
      const response = BatchAppendResp.deserializeBinary(new Uint8Array(bytes));
      return { correlationId: textOf(response.getCorrelationId()), answer: answerOf(response) };
    },
  );

/** Reads an answer (protocol §2.2). What doesn't say clearly that nothing was stored counts as unknown. */
function answerOf(response: BatchAppendResp): Answer {
  const success = response.getSuccess();
  if (success) {
    const position = success.getPosition()?.getCommitPosition();
    return {
      kind: 'appended',
      at: {
        revision: Number(success.getCurrentRevision()),
        ...(position === undefined ? {} : { position: BigInt(position) }),
      },
    };
  }
  const error = response.getError();
  const what = error?.getDetails()?.getTypeName().replace(/^.*\./, '') ?? '';
  if (what === 'WrongExpectedVersion') return { kind: 'conflict' };
  const why = `${what} ${error?.getMessage() ?? 'an answer without result'}`.trim();
  return { kind: REJECTIONS.has(what) ? 'rejected' : 'unknown', why };
}
