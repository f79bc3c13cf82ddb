import type { RawEvent } from '@annals/eventstore';
import { name } from './difference';
import { isTombstone } from './plan';
import { CopyRefused } from './refused';

/** The last revision of every stream: all that is remembered of a log (about 100 bytes for each stream). */
export class Revisions {
  private readonly last = new Map<string, number>();

  get streams(): number {
    return this.last.size;
  }

  /** The last revision; -1 of a stream without events. */
  of(stream: string): number {
    return this.last.get(stream) ?? -1;
  }

  /** Takes the next event of the log. @throws CopyRefused when events of its stream before it are missing */
  add(event: RawEvent): void {
    const last = this.of(event.stream);
    if (isTombstone(event)) {
      this.last.set(event.stream, last);
      return;
    }
    if (event.revision !== last + 1) {
      const after = last < 0 ? 'as the first of its stream' : `behind revision ${last}`;
      throw new CopyRefused(
        `The source has ${name(event)} ${after}: what was before it was scavenged, and no server lets a stream have gaps.`,
      );
    }
    this.last.set(event.stream, event.revision);
  }
}
