import type { LogEntry } from '@annals/eventstore';
import type { Client } from 'pg';
import type { Statement } from '../sql/write';
import type { Share } from './share';

/** What a batch comes to, for one follower. */
export interface Work {
  /** Sent together with the checkpoint, without waiting in between. */
  readonly statements: readonly Statement[];
  /** What cannot be said as statements: runs inside the transaction, after them. */
  readonly run?: (client: Client) => Promise<void>;
  /** Whose rows change; absent while nobody reads this follower. */
  readonly moved?: { readonly organizations: readonly string[]; readonly accounts: readonly string[] };
}

/**
 * Something that follows the log with a checkpoint: a generation of a view, or a reaction; or a part of one, that
 * follows one owner's events.
 */
export interface Follower {
  readonly name: string;
  /** Whose events it takes; a fresh follower shares it. */
  readonly share: Share;
  readonly version: number;
  readonly generation: number;
  /** Nobody reads it yet: it serves as soon as it has caught up. */
  building: boolean;
  /**
   * Folds a batch; batches come in order. It passes over an event that can't be read only where that is none of its
   * concern.
   * @param client for facts of its own that it has to look up
   * @throws HandlerFailed
   */
  prepare(events: readonly LogEntry[], client: Client): Promise<Work>;
  /** What was prepared last was not written: forget what was remembered of it. */
  forget(): void;
  /** The same follower, remembering nothing. */
  fresh(): Follower;
}

/** This follower cannot take these events; others can. */
export class FollowerFailed extends Error {
  override readonly name = 'FollowerFailed';

  constructor(
    readonly follower: Follower,
    cause: unknown,
  ) {
    super(`${follower.name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
