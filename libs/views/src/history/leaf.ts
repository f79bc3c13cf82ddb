import { createHash } from 'node:crypto';
import type { LogEvent } from '@annals/eventstore';

/** RFC 9162 §2.1.1: leaves are hashed with this prefix, inner nodes with 0x01. */
const LEAF = Buffer.from([0]);

/**
 * The leaf of an event in its organization's tree (history.md §6): SHA-256 of 0x00 and then, each after its length in
 * bytes as a 32-bit big-endian number: event id (lower-case text), stream, revision (decimal text), type, the bytes of
 * the data and of the metadata, as stored.
 * @returns 32 bytes
 */
export function leafOf({
  id,
  stream,
  revision,
  type,
  raw,
}: Pick<LogEvent, 'id' | 'stream' | 'revision' | 'type' | 'raw'>): Buffer {
  const hash = createHash('sha256').update(LEAF);
  for (const field of [id.toLowerCase(), stream, String(revision), type, raw.data, raw.metadata]) {
    const bytes = typeof field === 'string' ? Buffer.from(field, 'utf8') : field;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest();
}
