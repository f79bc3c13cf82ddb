import { randomUUID } from 'node:crypto';
import { StreamIdentifier, Empty, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendReq, type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

/** An event as an append carries it. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  /** Of the data; JSON without it. */
  readonly isJson?: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An append with the only revision that it may meet; -1: the stream must not exist. Sent again, it has the same ids and revision. */
export interface Append {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly ProposedEvent[];
}

/** Where the last event of an append is. `position` is absent when the store no longer says it for an append that it had already. */
export interface Appended {
  readonly revision: number;
  readonly position?: bigint;
}

/** What the store answered: stored, not stored because the stream moved, refused for ever, or nothing that says which. */
export type Answer =
  | { readonly kind: 'appended'; readonly at: Appended }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'rejected'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** The whole append as one message: the store limits appends to 1 MiB, far below what a message may hold. */
export function requestOf(append: Append, timeoutMs: number): { readonly correlationId: string; readonly message: BatchAppendReq } {
  const correlationId = randomUUID();
  const options = new BatchAppendReq.Options();
  const stream = new StreamIdentifier();
  stream.setStreamName(Buffer.from(append.stream, 'utf8'));
  options.setStreamIdentifier(stream);
  options.setDeadline(Timestamp.fromDate(new Date(Date.now() + timeoutMs)));
  if (append.expected < 0) options.setNoStream(new Empty());
  else options.setStreamPosition(String(append.expected));
  const message = new BatchAppendReq();
  message.setCorrelationId(uuid(correlationId));
  message.setOptions(options);
  message.setProposedMessagesList(append.events.map(proposed));
  message.setIsFinal(true);
  return { correlationId, message };
}

function proposed({ id, type, isJson = true, data, metadata }: ProposedEvent): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage();
  message.setId(uuid(id));
  message.getMetadataMap().set('type', type).set('content-type', isJson ? 'application/json' : 'application/octet-stream');
  message.setData(data);
  message.setCustomMetadata(metadata);
  return message;
}

function uuid(value: string): UUID {
  const id = new UUID();
  id.setString(value);
  return id;
}

/** The append that an answer is for. */
export const correlationOf = (response: BatchAppendResp): string | undefined => textOf(response.getCorrelationId());

/** An id as text; a server may write it as two numbers. */
export function textOf(id: UUID | undefined): string | undefined {
  const bits = id?.getStructured();
  if (!bits) return id?.getString();
  const half = (value: string | number) => BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
  const hex = half(bits.getMostSignificantBits()) + half(bits.getLeastSignificantBits());
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const REJECTIONS = new Set(['StreamDeleted', 'AccessDenied', 'MaximumAppendSizeExceeded', 'BadRequest', 'InvalidTransaction']);

/** Reads an answer (protocol §2.2). What doesn't say clearly that nothing was stored counts as unknown. */
export function answerOf(response: BatchAppendResp): Answer {
  const success = response.getSuccess();
  if (success) {
    const position = success.getPosition()?.getCommitPosition();
    return { kind: 'appended', at: { revision: Number(success.getCurrentRevision()), ...(position === undefined ? {} : { position: BigInt(position) }) } };
  }
  const error = response.getError();
  const what = error?.getDetails()?.getTypeName().replace(/^.*\./, '') ?? '';
  if (what === 'WrongExpectedVersion') return { kind: 'conflict' };
  const why = `${what} ${error?.getMessage() ?? 'an answer without result'}`.trim();
  return { kind: REJECTIONS.has(what) ? 'rejected' : 'unknown', why };
}
