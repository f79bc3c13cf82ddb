import { EMPTY, field, fieldSize, message, MessageWriter, numberSize, varint } from '@annals/protobuf';
import type { StoredEvent } from '../log/types';
import { encodeStreamIdentifier, encodeUuid } from './shared';

/**
 * An event in an answer to a read: with links resolved, `event` is the target and `link` the record that points at it.
 */
export interface ResolvedEvent {
  readonly event: StoredEvent | undefined;
  readonly link?: StoredEvent;
}

const ID_LENGTH = 36;

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
  const typeEntry = fieldSize(4) + fieldSize(typeLength);
  const createdEntry = fieldSize(7) + fieldSize(created.length);
  const position = numberSize(event.position);
  const recorded =
    fieldSize(fieldSize(ID_LENGTH)) +
    fieldSize(fieldSize(nameLength)) +
    numberSize(event.revision) +
    2 * position +
    fieldSize(typeEntry) +
    contentType.length +
    fieldSize(createdEntry) +
    (event.metadata.length === 0 ? 0 : fieldSize(event.metadata.length)) +
    (event.data.length === 0 ? 0 : fieldSize(event.data.length));
  const inner = fieldSize(recorded) + position;
  const writer = new MessageWriter(fieldSize(inner));
  writer.begin(1, inner);
  writer.begin(1, recorded);
  writer.begin(1, fieldSize(ID_LENGTH));
  writer.text(2, event.id, ID_LENGTH);
  writer.begin(2, fieldSize(nameLength));
  writer.text(3, event.stream, nameLength);
  writer.number(3, event.revision);
  writer.number(4, event.position);
  writer.number(5, event.position);
  writer.begin(6, typeEntry);
  writer.text(1, 'type', 4);
  writer.text(2, event.type, typeLength);
  writer.fields(contentType);
  writer.begin(6, createdEntry);
  writer.text(1, 'created', 7);
  writer.text(2, created, created.length);
  if (event.metadata.length > 0) writer.bytes(7, event.metadata);
  if (event.data.length > 0) writer.bytes(8, event.data);
  writer.number(3, event.position);
  return writer.buffer;
}

export const encodeConfirmation = (id: string): Buffer => field(2, field(1, id));
export const encodeCheckpoint = (position: number): Buffer => field(3, varint(1, position), varint(2, position));
export const encodeStreamNotFound = (stream: string): Buffer => field(4, field(1, encodeStreamIdentifier(stream)));
export const encodeLastRevision = (revision: number): Buffer => varint(6, revision);
export const CAUGHT_UP = field(8, EMPTY);
