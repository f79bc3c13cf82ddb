import { BYTES, EMPTY, field, MessageReader, VARINT, varint } from '@annals/protobuf';
import type { ExpectedRevision } from '../log/expected-revision';

/** AllStreamPosition in a oneof of two fields: commit = prepare, as this server has it. */
export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const [ID_AS_NUMBERS, ID_AS_TEXT] = [BYTES(1), BYTES(2)];
const STREAM_NAME = BYTES(3);

const NORMAL = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const GUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/;

/** Lower-case hyphenated form of a GUID; undefined when the text is none. */
export function normalizedGuid(text: string): string | undefined {
  if (NORMAL.test(text)) return text;
  const lower = text.toLowerCase();
  if (!GUID.test(lower)) return undefined;
  if (lower.length === 36) return lower[8] === '-' && lower[13] === '-' && lower[18] === '-' ? lower : undefined;
  if (lower.length !== 32) return undefined;
  return `${lower.slice(0, 8)}-${lower.slice(8, 12)}-${lower.slice(12, 16)}-${lower.slice(16, 20)}-${lower.slice(20)}`;
}

/** UUID message, string or structured form; undefined when it holds no GUID. */
export function decodeUuid(reader: MessageReader): string | undefined {
  let id: string | undefined;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === ID_AS_TEXT) id = normalizedGuid(reader.string());
    else if (tag === ID_AS_NUMBERS) id = decodeStructured(reader.message());
    else reader.skip(tag);
  }
  return id;
}

function decodeStructured(reader: MessageReader): string | undefined {
  let high = 0n;
  let low = 0n;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === VARINT(1)) high = reader.uint64();
    else if (tag === VARINT(2)) low = reader.uint64();
    else reader.skip(tag);
  }
  return normalizedGuid(high.toString(16).padStart(16, '0') + low.toString(16).padStart(16, '0'));
}

/** UUID message for an event id in the form the reader asked for. */
export function encodeUuid(id: string, structured: boolean): Buffer {
  if (!structured) return field(2, id);
  const hex = id.replaceAll('-', '');
  return field(1, varint(1, BigInt(`0x${hex.slice(0, 16)}`)), varint(2, BigInt(`0x${hex.slice(16)}`)));
}

/** StreamIdentifier message: the name, "" when it is missing. */
export function decodeStreamIdentifier(reader: MessageReader): string {
  let name = '';
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === STREAM_NAME) name = reader.string();
    else reader.skip(tag);
  }
  return name;
}

export function encodeStreamIdentifier(name: string): Buffer {
  return field(3, name);
}

/**
 * Reads one field of the oneof "expected revision" whose first field has number `first` (position, none, any, exists).
 */
export function decodeExpected(reader: MessageReader, tag: number, first: number): ExpectedRevision | undefined {
  if (tag === VARINT(first)) return reader.uint64();
  const word = (
    [
      [first + 1, 'no_stream'],
      [first + 2, 'any'],
      [first + 3, 'stream_exists'],
    ] as const
  ).find(([number]) => tag === BYTES(number))?.[1];
  if (word !== undefined) reader.bytes();
  return word;
}

/** The same oneof in an answer; `words` are the field numbers of any, stream_exists and no_stream there. */
export function encodeExpected(
  expected: ExpectedRevision,
  position: number,
  words: readonly [any: number, exists: number, none: number],
): Buffer {
  if (typeof expected === 'bigint') return varint(position, expected);
  return field(expected === 'any' ? words[0] : expected === 'stream_exists' ? words[1] : words[2], EMPTY);
}

/** A position message with commit (1) and prepare (2). */
export function decodePosition(reader: MessageReader): Position {
  let commit = 0n;
  let prepare = 0n;
  while (!reader.done) {
    const tag = reader.tag();
    if (tag === VARINT(1)) commit = reader.uint64();
    else if (tag === VARINT(2)) prepare = reader.uint64();
    else reader.skip(tag);
  }
  return { commit, prepare };
}

export function encodePosition(position: number): Buffer {
  return Buffer.concat([varint(1, position), varint(2, position)]);
}
