import type { Position } from '@annals/kernel';

/** Where a reader stands: after this position, or before the first event. */
export type Checkpoint = Position | 'start';

/** A place as two nullable numbers in the database. */
export interface StoredCheckpoint {
  readonly commit_position: string | null;
  readonly prepare_position: string | null;
}

export function checkpointOf({ commit_position, prepare_position }: StoredCheckpoint): Checkpoint {
  return commit_position === null || prepare_position === null
    ? 'start'
    : { commit: BigInt(commit_position), prepare: BigInt(prepare_position) };
}

export function stored(place: Checkpoint): readonly [commit: string | null, prepare: string | null] {
  return place === 'start' ? [null, null] : [String(place.commit), String(place.prepare)];
}

/** Negative when `a` is before `b`. */
export function compare(a: Checkpoint, b: Checkpoint): number {
  if (a === 'start' || b === 'start') return a === b ? 0 : a === 'start' ? -1 : 1;
  if (a.commit !== b.commit) return a.commit < b.commit ? -1 : 1;
  return a.prepare === b.prepare ? 0 : a.prepare < b.prepare ? -1 : 1;
}

/** As clients see it: an opaque decimal string. */
export const opaque = (place: Checkpoint): string => (place === 'start' ? '0' : String(place.commit));
