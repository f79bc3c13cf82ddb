import { fromBase64, HASH, same, toBase64, type Sha256 } from './bytes';
import { checkpointFrom, type Checkpoint } from './checkpoint';
import { Frontier } from './frontier';
import { leafOf } from './leaf';
import { isSigned, noteFrom, type NoteKey, type Verify } from './note';
import type { Verified } from './verify';

/** An entry of a history as it is stored, and as it is handed on. */
export interface StoredEntry {
  /** 1, 2, 3 … */
  readonly sequence: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** Base64. */
  readonly data: string;
  readonly metadata: string;
  /** The hash that whoever hands it on knows of it: believed in nothing, it tells where something is wrong. */
  readonly leaf?: string | null;
}

/** Why a history is not what was signed. */
export type Wrong = 'gap' | 'unreadable' | 'changed' | 'not-as-signed' | 'shorter';

/** What came of verifying a history: the entries between `from` and `to` are where it is wrong first. */
export type Verdict =
  | { readonly ok: true; readonly entries: number; readonly root: string; readonly checkpoints: readonly number[] }
  | { readonly ok: false; readonly because: Wrong; readonly from: number; readonly to: number; readonly size?: number };

/** What a log is called, whatever backup it was restored from since (see `logName`). */
const withoutRestore = (origin: string): string => origin.replace(/@[^/]*$/, '');

/**
 * The checkpoint that a signed note says, where the key of this log signed it: under the name that the log has, or had
 * before it was restored from a backup.
 */
export async function checkpointOfLog(
  whole: string,
  key: NoteKey,
  by: { readonly sha256: Sha256; readonly verify: Verify },
): Promise<Verified<Checkpoint>> {
  const note = noteFrom(whole);
  if (!note) return { ok: false, because: 'not-a-note' };
  const checkpoint = checkpointFrom(note.text);
  if (!checkpoint) return { ok: false, because: 'not-a-checkpoint' };
  const { origin } = checkpoint;
  if (withoutRestore(origin) !== withoutRestore(key.name)) return { ok: false, because: 'another-log' };
  const isTrue = await isSigned(note, [{ ...key, name: origin }], by);
  return isTrue ? { ok: true, value: checkpoint } : { ok: false, because: 'not-signed' };
}

/**
 * Recomputes the tree of a history from its entries, the oldest first, and compares it with checkpoints that are
 * trusted. It needs the memory of a few hashes, however long the history is.
 */
export class HistoryVerifier {
  private readonly edge: Frontier;
  /** The tree as it would be with the hashes that were handed on, from where they differ. */
  private told: { readonly edge: Frontier; readonly from: number } | undefined;
  private readonly due: Checkpoint[];
  private readonly agreed: number[] = [];
  private verdict: (Verdict & { readonly ok: false }) | undefined;

  /**
   * @param checkpoints trusted: signed by the key of this log, and of it
   * @param decode where there is a quicker way to read base64
   */
  constructor(
    private readonly sha256: Sha256,
    checkpoints: readonly Checkpoint[],
    private readonly decode: (base64: string) => Uint8Array | undefined = fromBase64,
  ) {
    this.edge = Frontier.of(sha256);
    this.due = [...checkpoints].sort((one, other) => one.size - other.size);
    this.compare();
  }

  get entries(): number {
    return this.edge.size;
  }

  /** Takes the next entry. @returns false where it is known that something is wrong, and no more is needed */
  take(entry: StoredEntry): boolean {
    if (this.verdict) return false;
    const sequence = this.edge.size + 1;
    if (entry.sequence !== sequence) return this.wrong('gap', sequence);
    const leaf = this.leafOf(entry);
    if (!leaf) return this.wrong('unreadable', sequence);
    this.follow(leaf, typeof entry.leaf === 'string' ? fromBase64(entry.leaf) : undefined);
    this.edge.append(leaf);
    this.compare();
    return this.verdict === undefined;
  }

  /** After the last entry. */
  finish(): Verdict {
    if (this.verdict) return this.verdict;
    const [beyond] = this.due;
    const entries = this.edge.size;
    if (beyond) return { ok: false, because: 'shorter', from: entries + 1, to: beyond.size, size: beyond.size };
    if (this.told) return { ok: false, because: 'changed', from: this.told.from, to: this.told.from };
    return { ok: true, entries, root: toBase64(this.edge.root), checkpoints: this.agreed };
  }

  private leafOf({ id, stream, revision, type, ...entry }: StoredEntry): Uint8Array | undefined {
    const [data, metadata] = [this.decode(entry.data), this.decode(entry.metadata)];
    return data && metadata && leafOf(this.sha256, { id, stream, revision, type, raw: { data, metadata } });
  }

  private follow(leaf: Uint8Array, told: Uint8Array | undefined): void {
    const isTold = told?.length === HASH;
    if (!this.told && isTold && !same(leaf, told)) this.told = { edge: this.edge.copy(), from: this.edge.size + 1 };
    this.told?.edge.append(isTold ? told : leaf);
  }

  /** Compares with the checkpoints of as many entries as there are. */
  private compare(): void {
    for (let [next] = this.due; next?.size === this.edge.size; [next] = this.due) {
      this.due.shift();
      if (same(this.edge.root, next.root)) this.agreed.push(next.size);
      else this.wrong('not-as-signed', ...this.placeIn(next));
    }
  }

  /** Where it went wrong: exactly, where the hashes that were handed on are those that were signed. */
  private placeIn({ size, root }: Checkpoint): [from: number, to: number] {
    if (this.told && same(this.told.edge.root, root)) return [this.told.from, this.told.from];
    return [(this.agreed.at(-1) ?? 0) + 1, size];
  }

  private wrong(because: Wrong, from: number, to = from): false {
    this.verdict ??= { ok: false, because, from, to };
    return false;
  }
}
