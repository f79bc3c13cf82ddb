import { versions } from 'node:process';
import { setImmediate as afterAnswers } from 'node:timers/promises';
import { types } from 'node:util';
import type { Folded } from './cached-state';
import { keyOfText } from './encode';
import type { EventStoreLog } from './event-store-log';
import type { Keyring } from './keyring';
import { pack } from './packed';
import { sealBytes, unsealBytes } from './sealing';
import { settlesWithin } from './settles-within';
import type { SnapshotStore, StoredSnapshot } from './snapshot-store';
import { saltOf, type StoredRecord } from './stored-record';
import { unpack } from './unpacked';

const EVERY = 1000;
/** A look costs as much as reading some hundred events: whoever has read this part of `every`, and not all, looks. */
const LOOK_AFTER = 1 / 10;
/** The database is waited for so long; then the stream is read whole. */
const PATIENCE_MS = 1000;

interface SnapshotsOptions {
  readonly store: SnapshotStore;
  readonly version: string;
  readonly every?: number;
  readonly keyring: Keyring;
  readonly log: EventStoreLog;
}

/** An entry of the states in memory, as far as snapshots are concerned. */
export interface Snapshottable {
  readonly revision: number;
  readonly folded: Folded<unknown>;
  snapshotAt: number;
}

/** A state that goes on from a snapshot. */
interface Resumable<S> {
  goOnFrom(folded: Folded<S>, revision: number): void;
}

/**
 * States of long streams, sealed, so that a cold load need not read such a stream whole (architecture §4). Nothing rests
 * on them: whatever is wrong with one, the stream is read.
 */
export class Snapshots {
  private readonly every: number;
  private readonly version: string;
  /** One is written after the other. */
  private behind: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly options: SnapshotsOptions) {
    this.every = options.every ?? EVERY;
    this.version = `${options.version}, v8 ${versions.v8}`; // which writes and reads the bytes
  }

  /** How many events a stream has at most for which a look for its snapshot does not pay. */
  get look(): number {
    return Math.ceil(this.every * LOOK_AFTER);
  }

  isDue({ revision, snapshotAt }: Snapshottable): boolean {
    return revision - snapshotAt > this.every;
  }

  /**
   * Takes a snapshot of the entry as it will be in a moment, behind whatever waits for it now.
   * @param isKept an entry that was dropped may be half folded: it is let go
   */
  takeSoon(stream: string, entry: Snapshottable, isKept: () => boolean): void {
    entry.snapshotAt = entry.revision;
    this.later(stream, 'kept', async () => {
      await afterAnswers();
      const { scope, subject } = keyOfText(stream);
      const key = await this.options.keyring.forSubject(scope, subject);
      if (this.isClosed || !isKept()) return;
      const of = { stream, revision: entry.revision, version: this.version };
      const sealed = sealBytes(key, placeOf(of), pack(entry.folded));
      await this.options.store.put({ ...of, keyId: key.id, sealed });
    });
  }

  /**
   * Lets a state that is being read go on from its stream's snapshot.
   * @param at the event of the stream at a revision
   * @returns false, and the state as it was, where there is none to be trusted
   * @throws what `at` throws
   */
  async goOn<S>(
    stream: string,
    state: Resumable<S>,
    at: (revision: number) => Promise<StoredRecord | undefined>,
  ): Promise<boolean> {
    const found = await this.find(stream);
    if (!found) return false;
    const [folded, last] = await Promise.all([this.open<S>(found), at(found.revision)]);
    if (!folded) return false;
    if (!endsWith(folded, found.revision, last)) {
      this.discard(found, 'The log is another one than that of a snapshot, which is not used');
      return false;
    }
    state.goOnFrom(folded, found.revision);
    return true;
  }

  /** What was begun is done. */
  async settled(): Promise<void> {
    await this.behind;
  }

  /** Begins no further snapshot, and waits for the one that is being written. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.settled();
  }

  private async find(stream: string): Promise<StoredSnapshot | undefined> {
    let found: StoredSnapshot | undefined;
    const looked = this.options.store.find(stream, this.version).then((snapshot) => {
      found = snapshot;
    });
    try {
      if (await settlesWithin(looked, PATIENCE_MS)) return found;
      this.options.log.info({ stream }, 'The database did not say in time whether there is a snapshot');
    } catch (error) {
      this.options.log.info({ stream, error: String(error) }, 'No snapshot could be looked for');
    }
    return undefined;
  }

  private async open<S>(found: StoredSnapshot): Promise<Folded<S> | undefined> {
    try {
      const key = (await this.options.keyring.open([found.keyId])).get(found.keyId);
      if (key === 'destroyed') return void this.discard(found, 'The key of a snapshot was destroyed');
      if (!key) throw new Error(`The keyring says nothing about key ${found.keyId}`);
      const plain: unknown = unpack(unsealBytes({ id: found.keyId, key }, placeOf(found), found.sealed));
      if (!isFolded<S>(plain)) throw new Error('It does not hold a state');
      return plain;
    } catch (error) {
      const { stream, revision } = found;
      this.options.log.error({ alarm: 'snapshot', stream, revision, error: String(error) }, 'A snapshot is damaged');
      this.discard(found, 'A damaged snapshot is removed; its stream is read whole');
      return undefined;
    }
  }

  private discard({ stream, revision, version }: StoredSnapshot, why: string): void {
    this.options.log.info({ stream, revision }, why);
    this.later(stream, 'removed', () => this.options.store.discard({ stream, revision, version }));
  }

  /** Nobody waits for it, and nothing is lost when it fails. */
  private later(stream: string, what: string, work: () => Promise<void>): void {
    this.behind = this.behind.then(work).catch((error: unknown) => {
      this.options.log.info({ stream, error: String(error) }, `A snapshot could not be ${what}`);
    });
  }
}

/** Binds the ciphertext to its stream, revision and version. */
const placeOf = ({ stream, revision, version }: Omit<StoredSnapshot, 'keyId' | 'sealed'>): readonly string[] => [
  'snapshot',
  stream,
  String(revision),
  version,
];

/** The seal vouches for the rest: who folded it says so by its version. */
const isFolded = <S>(value: unknown): value is Folded<S> =>
  typeof value === 'object' &&
  value !== null &&
  'state' in value &&
  'position' in value &&
  typeof value.position === 'bigint' &&
  'salt' in value &&
  typeof value.salt === 'string' &&
  'memory' in value &&
  types.isMap(value.memory);

/**
 * Whether the log has the very event that a snapshot ends with, at the very place: a log that was restored may end
 * before it or have gone on differently, and a copied one has other positions.
 */
const endsWith = ({ position, salt }: Folded<unknown>, revision: number, last: StoredRecord | undefined): boolean =>
  last?.revision === revision && last.position.commit === position && saltOf(last) === salt;
