import { randomUUID } from 'node:crypto';
import type { Append, ProposedEvent } from './append-message';
import { BYTES, NUMBER } from './message-reader';

const UUID_LENGTH = 36;

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Bytes of a length-delimited field whose number is below 16. */
const fieldSize = (length: number): number => 1 + varintSize(length) + length;
const UUID_SIZE = fieldSize(fieldSize(UUID_LENGTH));
const numberSize = (value: number): number => 1 + varintSize(value);

/** Writes fields of a protobuf message into a buffer of exactly their size. */
class Fields {
  readonly buffer: Buffer;
  private at = 0;

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(size);
  }

  varint(value: number): void {
    let rest = value;
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.buffer[this.at++] = (rest % 128) | 0x80;
    this.buffer[this.at++] = rest;
  }

  number(field: number, value: number): void {
    this.varint(NUMBER(field));
    this.varint(value);
  }

  /** Opens a field whose bytes come next. */
  begin(field: number, length: number): void {
    this.varint(BYTES(field));
    this.varint(length);
  }

  bytes(field: number, value: Uint8Array): void {
    this.begin(field, value.length);
    this.buffer.set(value, this.at);
    this.at += value.length;
  }

  text(field: number, value: string, length: number): void {
    this.begin(field, length);
    this.at += this.buffer.write(value, this.at);
  }

  uuid(field: number, id: string): void {
    this.begin(field, fieldSize(UUID_LENGTH));
    this.text(2, id, UUID_LENGTH);
  }
}

/** An entry of a map from text to text, and its lengths. */
interface Entry {
  readonly key: string;
  readonly value: string;
  readonly keyLength: number;
  readonly valueLength: number;
  readonly length: number;
}

function entry(key: string, value: string): Entry {
  const [keyLength, valueLength] = [Buffer.byteLength(key), Buffer.byteLength(value)];
  return { key, value, keyLength, valueLength, length: fieldSize(keyLength) + fieldSize(valueLength) };
}

const IS_JSON = entry('content-type', 'application/json');
const IS_BINARY = entry('content-type', 'application/octet-stream');

interface Proposed {
  readonly event: ProposedEvent;
  readonly entries: readonly Entry[];
  readonly length: number;
}

function proposed(event: ProposedEvent): Proposed {
  const { id, type, isJson = true, data, metadata } = event;
  if (id.length !== UUID_LENGTH) throw new Error(`"${id}" is no event id`);
  const entries = [entry('type', type), isJson ? IS_JSON : IS_BINARY];
  const length =
    entries.reduce((sum, each) => sum + fieldSize(each.length), UUID_SIZE) +
    fieldSize(metadata.length) +
    fieldSize(data.length);
  return { event, entries, length };
}

function writeProposed(fields: Fields, { event, entries, length }: Proposed): void {
  fields.begin(3, length);
  fields.uuid(1, event.id);
  for (const { key, value, keyLength, valueLength, length: size } of entries) {
    fields.begin(2, size);
    fields.text(1, key, keyLength);
    fields.text(2, value, valueLength);
  }
  fields.bytes(3, event.metadata);
  fields.bytes(4, event.data);
}

/**
 * An append as the bytes of one BatchAppendReq (protocol §2.2): the store limits appends to 1 MiB, far below what a
 * message may hold. Written by hand, because the generated code takes longer for it than everything else that a command
 * does in this process.
 */
export function requestOf(
  { stream, expected, events }: Append,
  timeoutMs: number,
): { readonly correlationId: string; readonly message: Buffer } {
  const correlationId = randomUUID();
  const deadline = Date.now() + timeoutMs;
  const [seconds, nanos] = [Math.floor(deadline / 1000), Math.floor((deadline % 1000) * 1e6)];
  const name = Buffer.byteLength(stream);
  const time = numberSize(seconds) + numberSize(nanos);
  const options = fieldSize(fieldSize(name)) + (expected < 0 ? fieldSize(0) : numberSize(expected)) + fieldSize(time);
  const all = events.map(proposed);
  const fields = new Fields(
    all.reduce((sum, { length }) => sum + fieldSize(length), UUID_SIZE + fieldSize(options)) + numberSize(1),
  );
  fields.uuid(1, correlationId);
  fields.begin(2, options);
  fields.begin(1, fieldSize(name));
  fields.text(3, stream, name);
  if (expected < 0) fields.begin(3, 0); // no stream
  else fields.number(2, expected);
  fields.begin(6, time);
  fields.number(1, seconds);
  fields.number(2, nanos);
  for (const each of all) writeProposed(fields, each);
  fields.number(4, 1);
  return { correlationId, message: fields.buffer };
}
