/** A sealed state, and what it is of. */
export interface StoredSnapshot {
  readonly stream: string;
  /** Of the last event that is in it. */
  readonly revision: number;
  /** Of the code that folded it. */
  readonly version: string;
  /** The key that it is sealed with. */
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** Where snapshots are kept, one for each stream (`@annals/vault` implements it). What is kept may be lost any time. */
export interface SnapshotStore {
  /** The snapshot of a stream, where it has one of this version. */
  find(stream: string, version: string): Promise<StoredSnapshot | undefined>;
  /** Keeps it in place of an earlier revision's, or of another version's; not one whose key was destroyed. */
  put(snapshot: StoredSnapshot): Promise<void>;
  /** Removes this one, where it is still there. */
  discard(snapshot: Omit<StoredSnapshot, 'keyId' | 'sealed'>): Promise<void>;
}
