import type { ProposedEvent } from '../log/types';

/** Milliseconds an append may take at most, whatever deadline its client has. */
export const WRITE_TIMEOUT = 2000;

/** Bytes that count for the maximum append size: data, metadata and the type in UTF-16, as EventStoreDB 24.10 counts. */
export function sizeOf(events: readonly ProposedEvent[]): number {
  let size = 0;
  for (const { data, metadata, type } of events) size += data.length + metadata.length + 2 * type.length;
  return size;
}
