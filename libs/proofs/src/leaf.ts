import { bytesOf, joined, type Sha256 } from './bytes';

/** An event as it is stored, which is what is proved. */
export interface StoredEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly raw: { readonly data: Uint8Array; readonly metadata: Uint8Array };
}

/** RFC 9162 §2.1.1: leaves are hashed with this prefix, inner nodes with 0x01. */
const LEAF = Uint8Array.of(0);

/**
 * The leaf of an event in its organization's tree (history.md §6): SHA-256 of 0x00 and then, each after its length in
 * bytes as a 32-bit big-endian number: event id (lower-case text), stream, revision (decimal text), type, the bytes of
 * the data and of the metadata, as stored.
 * @returns 32 bytes
 */
export function leafOf(sha256: Sha256, { id, stream, revision, type, raw }: StoredEvent): Uint8Array {
  const fields = [...[id.toLowerCase(), stream, String(revision), type].map(bytesOf), raw.data, raw.metadata];
  return sha256(joined(LEAF, ...fields.flatMap((field) => [lengthOf(field), field])));
}

function lengthOf(field: Uint8Array): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, field.length);
  return length;
}
