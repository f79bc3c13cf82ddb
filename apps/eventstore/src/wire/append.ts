import { BYTES, EMPTY, field, MessageReader, varint } from '@annals/protobuf';
import type { ExpectedRevision } from '../log/expected-revision';
import type { ProposedEvent } from '../log/types';
import { decodeProposedMessage, type Malformed } from './proposed-message';
import { decodeExpected, decodeStreamIdentifier, encodeExpected, encodePosition } from './shared';

/** Options of Append, Delete and Tombstone: stream_identifier(1), expected revision (2 to 5). */
export interface WriteOptions {
  readonly stream: string;
  readonly expected: ExpectedRevision | undefined;
}

export type AppendMessage =
  | { readonly options: WriteOptions }
  | { readonly event: ProposedEvent | Malformed }
  | undefined;

function decodeOptions(reader: MessageReader): WriteOptions {
  let stream = '';
  let expected: ExpectedRevision | undefined;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) stream = decodeStreamIdentifier(reader.message());
    else {
      const found = decodeExpected(reader, tag, 2);
      if (found === undefined) reader.skip(tag);
      else expected = found;
    }
  }
  return { stream, expected };
}

/** AppendReq { options(1) | proposed_message(2) }; undefined when neither is set. */
export function decodeAppend(bytes: Buffer): AppendMessage {
  const reader = new MessageReader(bytes);
  let message: AppendMessage;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) message = { options: decodeOptions(reader.message()) };
    else if (tag === BYTES(2)) message = { event: decodeProposedMessage(reader.message()) };
    else reader.skip(tag);
  }
  return message;
}

/** DeleteReq and TombstoneReq { options(1) }. */
export function decodeDelete(bytes: Buffer): WriteOptions {
  const reader = new MessageReader(bytes);
  let options: WriteOptions = { stream: '', expected: undefined };
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === BYTES(1)) options = decodeOptions(reader.message());
    else reader.skip(tag);
  }
  return options;
}

/** AppendResp { success(1) }. */
export function encodeAppendSuccess(result: { revision: number; position: number | undefined }): Buffer {
  return field(
    1,
    result.revision === -1 ? field(2, EMPTY) : varint(1, result.revision),
    result.position === undefined ? field(4, EMPTY) : field(3, encodePosition(result.position)),
  );
}

/** AppendResp { wrong_expected_version(2) }: in this call no error status but an ordinary answer. */
export function encodeAppendConflict(current: number, expected: ExpectedRevision): Buffer {
  return field(2, current === -1 ? field(7, EMPTY) : varint(6, current), encodeExpected(expected, 8, [9, 10, 11]));
}

/** DeleteResp and TombstoneResp { position(1) }. */
export const encodeDeleted = (position: number): Buffer => field(1, encodePosition(position));
