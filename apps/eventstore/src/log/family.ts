import { parseMetadata, type StreamMetadata, NO_METADATA, firstVisible } from './stream-metadata';
import { TOMBSTONE, isMetastream, type StoredEvent } from './types';

/** One stream in the log. */
export interface StreamState {
  /** Row id; 0 when the stream was never written. */
  readonly id: number;
  /** Last revision, -1 when it has no events, TOMBSTONE after a hard delete. */
  readonly last: number;
}

/** A stream together with the stream of its metadata: what decides about both. */
export interface Family {
  readonly stream: StreamState;
  readonly metastream: StreamState;
  readonly metadata: StreamMetadata;
  /** Data of the newest metadata event, when that is JSON. */
  readonly metadataJson: Buffer | undefined;
}

const UNWRITTEN: StreamState = { id: 0, last: -1 };
export const UNKNOWN_FAMILY: Family = {
  stream: UNWRITTEN,
  metastream: UNWRITTEN,
  metadata: NO_METADATA,
  metadataJson: undefined,
};

export const isTombstoned = (family: Family): boolean => family.stream.last === TOMBSTONE;
export const stateOf = (family: Family, stream: string): StreamState =>
  isMetastream(stream) ? family.metastream : family.stream;

/** The family after one more event of `stream`. */
export function advanced(family: Family, event: StoredEvent, id: number): Family {
  const state = { id, last: event.revision };
  return isMetastream(event.stream) ? withMetadata(family, state, event) : { ...family, stream: state };
}

/** The family with this event as the newest of its metadata stream. */
export function withMetadata(
  family: Family,
  metastream: StreamState,
  { isJson, data }: { isJson: boolean; data: Buffer },
): Family {
  // A copy in a buffer of its own: the event's is a view on a whole message, and a small copy would be part of a slab
  // of 8 KiB.
  const metadataJson = isJson ? Buffer.allocUnsafeSlow(data.length) : undefined;
  if (metadataJson !== undefined) data.copy(metadataJson);
  return { ...family, metastream, metadataJson, metadata: parseMetadata(metadataJson) };
}

/** How a reader finds the stream. */
export type Visibility =
  | { readonly kind: 'missing' }
  | { readonly kind: 'tombstoned' }
  /** Revisions `first` to `last`; events created before `notBefore` (ms) are hidden. */
  | {
      readonly kind: 'visible';
      readonly id: number;
      readonly first: number;
      readonly last: number;
      readonly notBefore: number;
    };

/** A metadata stream reads as if its `$maxCount` were 1. */
export function visibilityOf(family: Family, stream: string, now: number): Visibility {
  if (isTombstoned(family)) return { kind: 'tombstoned' };
  const { id, last } = stateOf(family, stream);
  if (last === -1) return { kind: 'missing' };
  if (isMetastream(stream)) return { kind: 'visible', id, first: last, last, notBefore: 0 };
  if (family.metadata.softDeleted) return { kind: 'missing' };
  const { maxAge } = family.metadata;
  return {
    kind: 'visible',
    id,
    first: firstVisible(family.metadata, last),
    last,
    notBefore: maxAge === undefined ? 0 : now - maxAge * 1000,
  };
}
