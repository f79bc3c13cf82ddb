import { LogDamaged, type RawEvent } from '@annals/eventstore';
import type { Position } from '@annals/kernel';
import { Frontier } from '@annals/proofs';
import { sha256, type HistoryBreak, type SignedCheckpoint } from '@annals/vault';
import { inHex, isBehind, leafInLog, organizationOf } from './of-log';
import type { Kept } from './tree-keeper';

const PAGE = 1000;

type Found = Omit<HistoryBreak, 'checkpoint'>;

/** A history as far as it was walked. */
interface Walked {
  readonly edge: Frontier;
  /** Up to which entry a checkpoint was found to be that of the log. */
  asSigned: number;
}

/** An event, and which of its history it is, from 0. */
interface Placed {
  readonly event: RawEvent;
  readonly organizationId: string;
  readonly index: number;
}

const keyOf = (organizationId: string, index: number): string => `${organizationId}/${index}`;

/**
 * One walk over the log, from its first event to where the trees ended when it began, by the bytes that the log has:
 * every event is compared with the leaf that it became when it was stored, and every checkpoint with the root that the
 * log gives by itself. So whoever changes the log has to change the trees as well, and then can't sign what comes of it.
 */
export class LogWalk {
  /** Where it is, and whether the event there was looked at. */
  private place: Position | undefined;
  private isLookedAt = false;
  private readonly histories = new Map<string, Walked>();
  /** What was found, by organization: the first of each, after which nothing of it is looked at. */
  readonly broken = new Map<string, Found>();

  private constructor(
    private readonly kept: Kept,
    private readonly upTo: Position,
    private readonly sizes: ReadonlyMap<string, number>,
  ) {}

  /** @param upTo where the trees end now */
  static async over(kept: Kept, upTo: Position): Promise<LogWalk> {
    return new LogWalk(kept, upTo, await kept.vault.proofTrees.sizes());
  }

  /** Walks on by a page. @returns whether it came to the end */
  async step(): Promise<'more' | 'whole'> {
    const { events, isEnd, isDamaged } = await this.read(PAGE);
    await this.compare(this.placed(events));
    const last = events.at(-1)?.position;
    if (last) [this.place, this.isLookedAt] = [last, true];
    if (isDamaged && (await this.passDamage())) return 'more';
    // What was put into the log moves its end: who is not found where it was may come behind that.
    const isThrough = this.place !== undefined && !isBehind(this.upTo, this.place) && this.short().length === 0;
    if (!isEnd && !isDamaged && !isThrough) return 'more';
    await this.noteGone();
    return 'whole';
  }

  /** What can be read of the next events: where some can't, those before them. */
  private async read(
    most: number,
  ): Promise<{ readonly events: readonly RawEvent[]; readonly isEnd: boolean; readonly isDamaged: boolean }> {
    try {
      const { place, isLookedAt } = this;
      const read = await this.kept.eventStore.bytesFrom(place ?? 'start', most + 1);
      const events = read.filter(({ position }) => !place || !isLookedAt || isBehind(position, place));
      return { events, isEnd: read.length < most + 1, isDamaged: false };
    } catch (error) {
      if (!(error instanceof LogDamaged)) throw error;
      const least = this.place && this.isLookedAt ? 1 : 0;
      if (most > least) return { ...(await this.read(Math.floor(most / 2))), isEnd: false };
      return { events: [], isEnd: false, isDamaged: true };
    }
  }

  private *placed(events: readonly RawEvent[]): Generator<Placed> {
    const counts = new Map<string, number>();
    for (const event of events) {
      const organizationId = organizationOf(event);
      if (organizationId === undefined || !this.sizes.has(organizationId) || this.broken.has(organizationId)) continue;
      const before = counts.get(organizationId) ?? 0;
      counts.set(organizationId, before + 1);
      yield { event, organizationId, index: this.historyOf(organizationId).edge.size + before };
    }
  }

  private async compare(placed: Iterable<Placed>): Promise<void> {
    const all = [...placed];
    const leaves = await this.kept.vault.proofTrees.leavesAt(all);
    const signed = await this.signedOf(all);
    for (const [at, { event, organizationId, index }] of all.entries()) {
      const size = this.sizes.get(organizationId) ?? 0;
      // What came when the walk had begun is for the next one.
      if (this.broken.has(organizationId) || (index >= size && isBehind(event.position, this.upTo))) continue;
      const leaf = leafInLog(sha256, event);
      const differs = differenceOf(index + 1, leaf, index < size ? leaves[at] : undefined);
      if (differs) this.broken.set(organizationId, differs);
      else this.goOn(organizationId, leaf, signed.get(keyOf(organizationId, index + 1)) ?? []);
    }
  }

  private goOn(organizationId: string, leaf: Uint8Array, checkpoints: readonly SignedCheckpoint[]): void {
    const walked = this.historyOf(organizationId);
    walked.edge.append(leaf);
    for (const { size, root } of checkpoints) {
      const hashes = { stored: inHex(root), found: inHex(walked.edge.root) };
      if (hashes.stored === hashes.found) walked.asSigned = size;
      else this.broken.set(organizationId, { sequence: walked.asSigned + 1, kind: 'not-as-signed', ...hashes });
    }
  }

  /** The checkpoints of what these events are, by organization and size. */
  private async signedOf(all: readonly Placed[]): Promise<ReadonlyMap<string, readonly SignedCheckpoint[]>> {
    const last = new Map(all.map(({ organizationId, index }) => [organizationId, index + 1]));
    const ranges = [...last].map(([organizationId, to]) => ({
      ...{ organizationId, to, from: this.historyOf(organizationId).edge.size },
    }));
    const found = ranges.length === 0 ? [] : await this.kept.vault.checkpoints.between(ranges);
    const byKey = new Map<string, SignedCheckpoint[]>();
    for (const checkpoint of found) {
      const key = keyOf(checkpoint.organizationId, checkpoint.size);
      byKey.set(key, [...(byKey.get(key) ?? []), checkpoint]);
    }
    return byKey;
  }

  /**
   * Goes on behind an event that can't be read: it is that of the next leaf, unless that one can be read, and it is in
   * no history. @returns false where no leaf comes behind it
   */
  private async passDamage(): Promise<boolean> {
    for (let place = this.place; ;) {
      const leaf = await this.kept.vault.proofTrees.firstBehind(place);
      if (!leaf) return false;
      if (await this.canBeRead(leaf.position)) {
        [this.place, this.isLookedAt] = [leaf.position, false];
        return true;
      }
      const stored = inHex(leaf.hash);
      this.note(leaf.organizationId, { sequence: leaf.index + 1, kind: 'unreadable', stored, found: null });
      place = leaf.position;
    }
  }

  private async canBeRead(position: Position): Promise<boolean> {
    try {
      const [event] = await this.kept.eventStore.bytesFrom(position, 1);
      return event?.position.commit === position.commit;
    } catch (error) {
      if (error instanceof LogDamaged) return false;
      throw error;
    }
  }

  private note(organizationId: string, found: Found): void {
    if (!this.broken.has(organizationId)) this.broken.set(organizationId, found);
  }

  /** Histories that are shorter in the log than in their tree, and are not known to be broken before that. */
  private short(): { readonly organizationId: string; readonly index: number }[] {
    return [...this.sizes].flatMap(([organizationId, size]) => {
      const index = this.histories.get(organizationId)?.edge.size ?? 0;
      return index < size && !this.broken.has(organizationId) ? [{ organizationId, index }] : [];
    });
  }

  private async noteGone(): Promise<void> {
    const gone = this.short();
    const leaves = await this.kept.vault.proofTrees.leavesAt(gone);
    for (const [at, { organizationId, index }] of gone.entries()) {
      const leaf = leaves[at];
      const stored = leaf === undefined ? null : inHex(leaf);
      this.broken.set(organizationId, { sequence: index + 1, kind: 'gone', stored, found: null });
    }
  }

  private historyOf(organizationId: string): Walked {
    const known = this.histories.get(organizationId) ?? { edge: Frontier.of(sha256), asSigned: 0 };
    this.histories.set(organizationId, known);
    return known;
  }
}

/** How an entry is not what it was; undefined where it is. */
function differenceOf(sequence: number, leaf: Uint8Array, expected: Uint8Array | undefined): Found | undefined {
  const found = inHex(leaf);
  if (expected === undefined) return { sequence, kind: 'added', stored: null, found };
  const stored = inHex(expected);
  return stored === found ? undefined : { sequence, kind: 'changed', stored, found };
}
