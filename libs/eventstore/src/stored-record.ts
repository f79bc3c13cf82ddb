import type { Position } from '@annals/kernel';

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
