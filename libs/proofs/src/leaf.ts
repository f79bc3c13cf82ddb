import type { Sha256 } from './bytes';

/** An event as it is stored, which is what is proved. */
export interface StoredEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly raw: { readonly data: Uint8Array; readonly metadata: Uint8Array };
}

/** RFC 9162 §2.1.1: leaves are hashed with this prefix, inner nodes with 0x01. */
const LEAF = 0;
const utf8 = new TextEncoder();
/** What is hashed is written here first: hundreds of thousands of leaves a second need no memory of their own. */
let written = new Uint8Array(16 * 1024);

/**
 * The leaf of an event in its organization's tree (history.md §6): SHA-256 of 0x00 and then, each after its length in
 * bytes as a 32-bit big-endian number: event id (lower-case text), stream, revision (decimal text), type, the bytes of
 * the data and of the metadata, as stored.
 * @returns 32 bytes
 */
export function leafOf(sha256: Sha256, { id, stream, revision, type, raw }: StoredEvent): Uint8Array {
  const texts = [id.toLowerCase(), stream, String(revision), type];
  // A letter has three bytes in UTF-8 at most.
  const most = texts.reduce((sum, { length }) => sum + 4 + 3 * length, 9) + raw.data.length + raw.metadata.length;
  if (written.length < most) written = new Uint8Array(2 * most);
  written[0] = LEAF;
  let at = 1;
  for (const text of texts)
    at = closed(at, utf8.encodeInto(text, written.subarray(at + 4, at + 4 + 3 * text.length)).written);
  for (const bytes of [raw.data, raw.metadata]) {
    written.set(bytes, at + 4);
    at = closed(at, bytes.length);
  }
  return sha256(written.subarray(0, at));
}

/** Writes the length of the field that begins here. @returns where the next one begins */
function closed(at: number, length: number): number {
  written[at] = length >>> 24;
  written[at + 1] = length >>> 16;
  written[at + 2] = length >>> 8;
  written[at + 3] = length;
  return at + 4 + length;
}
