import { TOMBSTONE, type StoredEvent } from '../log/types';

/**
 * Sizes of a record's fixed fields: its own length, position, revision, created, id, form, and the lengths of four
 * texts.
 */
const FIXED = 4 + 8 + 8 + 8 + 16 + 1 + 4 * 4;
const TOMBSTONE_REVISION = 2n ** 63n - 1n;

/**
 * An event as bytes, the same whenever and wherever it is written down: what backups hold and what they are compared
 * by.
 */
export function encodeRecord(event: StoredEvent): Buffer {
  const [stream, type] = [Buffer.from(event.stream, 'utf8'), Buffer.from(event.type, 'utf8')];
  const texts = [stream, type, event.metadata, event.data];
  const record = Buffer.allocUnsafe(FIXED + texts.reduce((sum, { length }) => sum + length, 0));
  let at = record.writeUInt32BE(record.length, 0);
  at = record.writeBigUInt64BE(BigInt(event.position), at);
  at = record.writeBigUInt64BE(event.revision === TOMBSTONE ? TOMBSTONE_REVISION : BigInt(event.revision), at);
  at = record.writeBigUInt64BE(BigInt(event.created), at);
  at += record.write(event.id.replaceAll('-', ''), at, 'hex');
  at = record.writeUInt8(event.isJson ? 1 : 0, at);
  for (const { length } of texts) at = record.writeUInt32BE(length, at);
  for (const text of texts) at += text.copy(record, at);
  return record;
}

function decodeRecord(record: Buffer): StoredEvent {
  const hex = record.toString('hex', 28, 44);
  const revision = record.readBigUInt64BE(12);
  let at = FIXED;
  const [stream = record, type = record, metadata = record, data = record] = [45, 49, 53, 57].map((place) =>
    record.subarray(at, (at += record.readUInt32BE(place))),
  );
  return {
    id: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
    isJson: record[44] === 1,
    data,
    metadata,
    position: Number(record.readBigUInt64BE(4)),
    stream: stream.toString('utf8'),
    type: type.toString('utf8'),
    revision: revision === TOMBSTONE_REVISION ? TOMBSTONE : Number(revision),
    created: Number(record.readBigUInt64BE(20)),
  };
}

/** The events in bytes that hold whole records. @throws RangeError when a record is not whole */
export function decodeRecords(bytes: Buffer): StoredEvent[] {
  const events: StoredEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length < FIXED || at + length > bytes.length) throw new RangeError(`A record of ${length} bytes does not fit`);
    events.push(decodeRecord(bytes.subarray(at, at + length)));
    at += length;
  }
  return events;
}
