import type { Position, Recorded } from '@annals/kernel';

/** An event of the log: decrypted, upcast, with the JSON bytes that are stored (they are what proofs are made of). */
export interface LogEvent extends Recorded {
  readonly raw: { readonly data: Uint8Array; readonly metadata: Uint8Array };
}

/** A piece of the log, in order. Store `upTo` with what was made of `events`, and resume after it. */
export interface LogBatch {
  /** Without the store's own `$` events; may be empty when only the place moved. */
  readonly events: readonly LogEvent[];
  /** Everything up to here is in this batch or an earlier one. */
  readonly upTo: Position;
  /** False while the reader catches up with history. */
  readonly live: boolean;
}
