import { randomUUID } from 'node:crypto';
import { fieldSize, MessageWriter, numberSize } from '@annals/protobuf';
import type { Append, ProposedEvent } from './append-message';

const UUID_LENGTH = 36;
const UUID_SIZE = fieldSize(fieldSize(UUID_LENGTH));

function writeUuid(writer: MessageWriter, id: string): void {
  writer.begin(1, fieldSize(UUID_LENGTH));
  writer.text(2, id, UUID_LENGTH);
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

function writeProposed(writer: MessageWriter, { event, entries, length }: Proposed): void {
  writer.begin(3, length);
  writeUuid(writer, event.id);
  for (const { key, value, keyLength, valueLength, length: size } of entries) {
    writer.begin(2, size);
    writer.text(1, key, keyLength);
    writer.text(2, value, valueLength);
  }
  writer.bytes(3, event.metadata);
  writer.bytes(4, event.data);
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
  const writer = new MessageWriter(
    all.reduce((sum, { length }) => sum + fieldSize(length), UUID_SIZE + fieldSize(options)) + numberSize(1),
  );
  writeUuid(writer, correlationId);
  writer.begin(2, options);
  writer.begin(1, fieldSize(name));
  writer.text(3, stream, name);
  if (expected < 0) writer.begin(3, 0); // no stream
  else writer.number(2, expected);
  writer.begin(6, time);
  writer.number(1, seconds);
  writer.number(2, nanos);
  for (const each of all) writeProposed(writer, each);
  writer.number(4, 1);
  return { correlationId, message: writer.buffer };
}
