import type { ExpectedRevision } from './expected-revision';
import type { Family } from './family';
import type { ProposedEvent } from './types';

/**
 * How a write ended. `unavailable` and, once a commit was begun, `timeout` leave open whether it is stored: the same
 * ids sent again find out.
 */
export type WriteOutcome =
  | { readonly kind: 'success'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-expected-revision'; readonly current: number }
  | { readonly kind: 'access-denied' | 'stream-deleted' | 'timeout' | 'unavailable' | 'failed' }
  /** What it had to look at is damaged; the sentence says where. */
  | { readonly kind: 'damaged'; readonly sentence: string };

/** An append, soft delete or tombstone that waits for its group. */
export interface WriteRequest {
  readonly kind: 'append' | 'delete' | 'tombstone';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly ProposedEvent[];
  /** Size of its events, for the limits of a group. */
  readonly bytes: number;
  /** Milliseconds since 1970 after which nobody waits any more. */
  readonly deadline: number;
  /**
   * Whether its sender may do this to the stream as the writes before it leave it; undefined when nothing needs to be
   * asked.
   */
  readonly permits?: ((family: Family) => boolean) | undefined;
  /** Called exactly once. */
  settle(outcome: WriteOutcome): void;
}

/** Bytes that an event occupies in memory beside its type, data and metadata, and a request beside its events. */
const OVERHEAD = 200;

/** Bytes that an append, or a part of one, occupies while it waits. */
export const weightOf = ({ bytes, events }: Pick<WriteRequest, 'bytes' | 'events'>): number =>
  bytes + OVERHEAD * (events.length + 1);
