/** Milliseconds an append may take at most, whatever deadline its client has. */
export const WRITE_TIMEOUT = 2000;

/** Bytes of an append, as `sizeOf` counts them. */
export const MAX_APPEND_SIZE = 1024 * 1024;
/**
 * Events of an append: tiny ones cost memory, and time during which no other append is stored, however few their bytes
 * are.
 */
export const MAX_APPEND_EVENTS = 100_000;

/** Whether an append is beyond the limits: `bytes` as `sizeOf` counts them, and its number of events. */
export const isTooLarge = (bytes: number, events: number): boolean =>
  bytes > MAX_APPEND_SIZE || events > MAX_APPEND_EVENTS;

/** What of an event counts. */
export interface Sized {
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/**
 * Bytes that count for the maximum append size: data, metadata and the type in UTF-16, as EventStoreDB 24.10 counts.
 */
export function sizeOf(events: readonly Sized[]): number {
  let size = 0;
  for (const { data, metadata, type } of events) size += data.length + metadata.length + 2 * type.length;
  return size;
}
