import type { StoredEvent } from '../log/types';
import { encodeStreamIdentifier, encodeUuid } from './shared';
import { EMPTY, field, fieldSize, message, startField, varint, varintSize } from './writer';

/**
 * An event in an answer to a read: with links resolved, `event` is the target and `link` the record that points at it.
 */
export interface ResolvedEvent {
  readonly event: StoredEvent | undefined;
  readonly link?: StoredEvent;
}

const entry = (key: string, value: string): Buffer => field(6, field(1, key), field(2, value));
const IS_JSON = entry('content-type', 'application/json');
const IS_BINARY = entry('content-type', 'application/octet-stream');

/** Milliseconds as ticks of 100 ns, in decimal: beyond 2^53, so made as text. */
const ticks = (milliseconds: number): string => (milliseconds === 0 ? '0' : `${milliseconds}0000`);

/** RecordedEvent, any form of event id: the plain way, for the rare shapes. */
function encodeRecordedEvent(event: StoredEvent, structured: boolean): Buffer {
  return message(
    field(1, encodeUuid(event.id, structured)),
    field(2, encodeStreamIdentifier(event.stream)),
    varint(3, event.revision),
    varint(4, event.position),
    varint(5, event.position),
    entry('type', event.type),
    event.isJson ? IS_JSON : IS_BINARY,
    entry('created', ticks(event.created)),
    event.metadata.length === 0 ? EMPTY : field(7, event.metadata),
    event.data.length === 0 ? EMPTY : field(8, event.data),
  );
}

/** ReadResp { event(1) { event(1), link(2), commit_position(3) } }. */
export function encodeResolvedEvent({ event, link }: ResolvedEvent, structured: boolean): Buffer {
  if (event !== undefined && link === undefined && !structured) return frameOf(event);
  return field(
    1,
    event === undefined ? EMPTY : field(1, encodeRecordedEvent(event, structured)),
    link === undefined ? EMPTY : field(2, encodeRecordedEvent(link, structured)),
    varint(3, (link ?? event)?.position ?? 0),
  );
}

/** The usual frame of an event, encoded once whoever reads it. */
export function frameOf(event: StoredEvent): Buffer {
  event.frame ??= encodeFrame(event);
  return event.frame;
}

/**
 * Same bytes as `encodeResolvedEvent` would make, with one allocation: this is what every read and push spends its time
 * on.
 */
function encodeFrame(event: StoredEvent): Buffer {
  const created = ticks(event.created);
  const contentType = event.isJson ? IS_JSON : IS_BINARY;
  const nameLength = Buffer.byteLength(event.stream);
  const typeLength = Buffer.byteLength(event.type);
  const typeEntry = 6 + fieldSize(typeLength); // key "type" is 6 bytes with its tag
  const createdEntry = 9 + fieldSize(created.length);
  const positionSize = varintSize(event.position);
  const recorded =
    40 +
    fieldSize(fieldSize(nameLength)) +
    1 +
    varintSize(event.revision) +
    2 * (1 + positionSize) +
    fieldSize(typeEntry) +
    contentType.length +
    fieldSize(createdEntry) +
    (event.metadata.length === 0 ? 0 : fieldSize(event.metadata.length)) +
    (event.data.length === 0 ? 0 : fieldSize(event.data.length));
  const inner = fieldSize(recorded) + 1 + positionSize;
  const buffer = Buffer.allocUnsafe(fieldSize(inner));
  let at = startField(buffer, 0x0a, inner, 0);
  at = startField(buffer, 0x0a, recorded, at);
  at = startField(buffer, 0x0a, 38, at);
  at = startField(buffer, 0x12, 36, at);
  at += buffer.write(event.id, at, 'latin1');
  at = startField(buffer, 0x12, fieldSize(nameLength), at);
  at = startField(buffer, 0x1a, nameLength, at);
  at += buffer.write(event.stream, at, 'utf8');
  at = startField(buffer, 0x18, event.revision, at);
  at = startField(buffer, 0x20, event.position, at);
  at = startField(buffer, 0x28, event.position, at);
  at = startField(buffer, 0x32, typeEntry, at);
  at += buffer.write('\n\u0004type', at, 'latin1');
  at = startField(buffer, 0x12, typeLength, at);
  at += buffer.write(event.type, at, 'utf8');
  at += contentType.copy(buffer, at);
  at = startField(buffer, 0x32, createdEntry, at);
  at += buffer.write('\n\u0007created', at, 'latin1');
  at = startField(buffer, 0x12, created.length, at);
  at += buffer.write(created, at, 'latin1');
  if (event.metadata.length > 0) {
    at = startField(buffer, 0x3a, event.metadata.length, at);
    at += event.metadata.copy(buffer, at);
  }
  if (event.data.length > 0) {
    at = startField(buffer, 0x42, event.data.length, at);
    at += event.data.copy(buffer, at);
  }
  startField(buffer, 0x18, event.position, at);
  return buffer;
}

export const encodeConfirmation = (id: string): Buffer => field(2, field(1, id));
export const encodeCheckpoint = (position: number): Buffer => field(3, varint(1, position), varint(2, position));
export const encodeStreamNotFound = (stream: string): Buffer => field(4, field(1, encodeStreamIdentifier(stream)));
export const encodeLastRevision = (revision: number): Buffer => varint(6, revision);
export const CAUGHT_UP = field(8, EMPTY);
