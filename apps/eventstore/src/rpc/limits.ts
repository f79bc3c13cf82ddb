/** Milliseconds an append may take at most, whatever deadline its client has. */
export const WRITE_TIMEOUT = 2000;

/** What of an event counts. */
export interface Sized {
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Bytes that count for the maximum append size: data, metadata and the type in UTF-16, as EventStoreDB 24.10 counts. */
export function sizeOf(events: readonly Sized[]): number {
  let size = 0;
  for (const { data, metadata, type } of events) size += data.length + metadata.length + 2 * type.length;
  return size;
}
