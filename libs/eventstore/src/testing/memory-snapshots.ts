import type { SnapshotStore, StoredSnapshot } from '../snapshot-store';

/** A store of snapshots for specs of this library, as the vault's is: one for each stream, the greater revision stays. */
export class MemorySnapshots implements SnapshotStore {
  readonly kept = new Map<string, StoredSnapshot>();

  find(stream: string, version: string): Promise<StoredSnapshot | undefined> {
    const known = this.kept.get(stream);
    return Promise.resolve(known?.version === version ? known : undefined);
  }

  put(snapshot: StoredSnapshot): Promise<void> {
    const known = this.kept.get(snapshot.stream);
    if (!known || known.revision < snapshot.revision || known.version !== snapshot.version)
      this.kept.set(snapshot.stream, snapshot);
    return Promise.resolve();
  }

  discard({ stream, revision, version }: Omit<StoredSnapshot, 'keyId' | 'sealed'>): Promise<void> {
    const known = this.kept.get(stream);
    if (known?.revision === revision && known.version === version) this.kept.delete(stream);
    return Promise.resolve();
  }
}
