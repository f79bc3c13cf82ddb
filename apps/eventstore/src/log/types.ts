/** An event as a client proposes it. */
export interface ProposedEvent {
  /** Lower-case hyphenated GUID. */
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** An event in the log. */
export interface StoredEvent extends ProposedEvent {
  /** Place in the log: 1, 2, 3 … without gaps; commit and prepare position alike. */
  readonly position: number;
  readonly stream: string;
  /** Place in the stream: 0, 1, 2 …; TOMBSTONE for the record that ends a stream for ever. */
  readonly revision: number;
  /** Milliseconds since 1970. */
  readonly created: number;
  /** The encoded ReadResp, kept once somebody needed it. */
  frame?: Buffer;
}

/** The revision 2^63-1 of a tombstone, as the nearest double. */
export const TOMBSTONE = 2 ** 63;
/** The same exactly: the largest revision there can be, and the `$tb` of a deleted stream. */
export const MAX_INT64 = 9223372036854775807n;

export const METADATA_TYPE = '$metadata';
export const DELETED_TYPE = '$streamDeleted';
export const LINK_TYPE = '$>';

/** The stream that holds the metadata of a stream. */
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
/** The stream whose state decides about `stream`: itself, or the stream it is the metadata of. */
export const familyName = (stream: string): string => (isMetastream(stream) ? stream.slice(2) : stream);
