import type { RawEvent } from '@annals/eventstore';
import { parseExactly, parseMetadata } from '../log/stream-metadata';
import { DELETED_TYPE, METADATA_TYPE, TOMBSTONE, familyName, isMetastream, metastreamOf } from '../log/types';
import { CopyRefused } from './refused';

/**
 * How an event comes into a log, and so how the target gets it:
 * `written` by an append · `followed` written by the server itself after the append before it, as the target will do,
 * too · `deleted` by deleting a stream that is deleted already · `revived` by appending nothing to a deleted stream ·
 * `ended` by a tombstone.
 */
export type Making = 'written' | 'followed' | 'deleted' | 'revived' | 'ended';

/** An event of the source and what makes it in the target. */
export interface Planned {
  readonly event: RawEvent;
  readonly making: Making;
  /** An append to a deleted stream: the server's own event follows it, so it can't be cut into two. */
  readonly whole: boolean;
  /** Its stream had ended before it: a real server takes metadata there until its next restart, and others never. */
  readonly isBehindEnd: boolean;
}

/** Streams of the server itself (`$log`, `$users`, …) and their metadata: each server has its own. */
export const belongsToServer = (stream: string): boolean => familyName(stream).startsWith('$');

export const isTombstone = ({ type, revision }: RawEvent): boolean => type === DELETED_TYPE && revision === TOMBSTONE;

const jsonOf = ({ isJson, data }: RawEvent): Buffer | undefined =>
  isJson ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : undefined;

/**
 * The server's own answer to a write on a deleted stream: metadata whose `$tb` is the first revision that is visible
 * again (protocol §3.2 rule 8, §3.5).
 */
function isRevival(event: RawEvent, metastream: string): boolean {
  const json = event.stream === metastream && event.type === METADATA_TYPE ? jsonOf(event) : undefined;
  return json !== undefined && typeof parseExactly(json)?.['$tb'] === 'bigint' && !parseMetadata(json).softDeleted;
}

/**
 * Knows which streams are deleted (softly, or for ever) at a place of the log, and by it how each event came into it.
 */
export class Planner {
  private following: string | undefined;

  constructor(
    private readonly deleted: Set<string> = new Set(),
    private readonly ended: Set<string> = new Set(),
  ) {}

  /** The same knowledge, to go on from here a second time. */
  copy(): Planner {
    const copy = new Planner(new Set(this.deleted), new Set(this.ended));
    copy.following = this.following;
    return copy;
  }

  /**
   * @param next the event after it in the log, the server's own streams aside; undefined at its end
   * @throws CopyRefused when no request to a server makes such an event
   */
  plan(event: RawEvent, next: RawEvent | undefined): Planned {
    const stream = familyName(event.stream);
    const wasDeleted = this.deleted.has(stream);
    const isBehindEnd = this.ended.has(stream);
    if (isTombstone(event)) {
      this.deleted.delete(stream);
      this.ended.add(stream);
      return { event, making: 'ended', whole: false, isBehindEnd };
    }
    if (isMetastream(event.stream))
      return { event, making: this.metadata(event, next, wasDeleted), whole: false, isBehindEnd };
    if (wasDeleted) this.expectRevival(event, next);
    return { event, making: 'written', whole: wasDeleted, isBehindEnd };
  }

  private expectRevival({ stream, revision }: RawEvent, next: RawEvent | undefined): void {
    if (next?.stream === stream) return;
    if (next !== undefined && !isRevival(next, metastreamOf(stream))) {
      throw new CopyRefused(
        `The source wrote revision ${revision} of the deleted stream ${stream} without making the stream visible again, which no server repeats: nothing was written.`,
      );
    }
    this.following = metastreamOf(stream);
  }

  private metadata(event: RawEvent, next: RawEvent | undefined, wasDeleted: boolean): Making {
    const json = jsonOf(event);
    const { softDeleted } = parseMetadata(json);
    const follows = this.following === event.stream;
    if (follows) this.following = undefined;
    if (wasDeleted && !follows && json !== undefined && parseExactly(json) !== undefined) {
      if (next !== undefined && isRevival(next, event.stream)) {
        this.following = event.stream;
        return 'written';
      }
      if (softDeleted) return 'deleted';
      this.deleted.delete(familyName(event.stream));
      return 'revived';
    }
    if (softDeleted) this.deleted.add(familyName(event.stream));
    else this.deleted.delete(familyName(event.stream));
    return follows ? 'followed' : 'written';
  }
}

/** A log without its server's own streams; those are told to `skipped`. */
export async function* withoutServers(
  log: AsyncIterable<readonly RawEvent[]>,
  skipped?: (event: RawEvent) => void,
): AsyncGenerator<readonly RawEvent[]> {
  for await (const arrived of log) {
    const ours = arrived.filter(({ stream }) => !belongsToServer(stream));
    if (skipped && ours.length < arrived.length)
      for (const event of arrived) if (belongsToServer(event.stream)) skipped(event);
    if (ours.length > 0) yield ours;
  }
}
