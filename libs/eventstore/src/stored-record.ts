import type { Position } from '@annals/kernel';
import type { ResolvedEvent } from '@eventstore/db-client';

/** An event as the store gives it back: its JSON parsed, nothing opened yet. */
export interface StoredRecord {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** Takes a record out of the client's form. @throws when the store is older than 22.6 and doesn't say positions */
export function recordOf({ event }: Pick<ResolvedEvent, 'event'>): StoredRecord {
  if (!event) throw new Error('The event store delivered a link without its event');
  const { id, streamId, revision, position, type, data, metadata } = event;
  if (!position) throw new Error(`The event store does not say where event ${id} is in its log; it must be of version 22.6 or newer`);
  return { id, stream: streamId, revision: Number(revision), position, type, data, metadata };
}

/** The salt in a record's metadata; undefined where there is none. */
export function saltOf({ metadata }: StoredRecord): unknown {
  return typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'salt') : undefined;
}
