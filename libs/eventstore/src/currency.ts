import type { Position } from '@annals/kernel';
import { isAfter } from './log';

/**
 * Something that is known to be in the log: everything that was stored before `at` (performance.now()) lies at this
 * place or before it.
 */
export interface Mark {
  readonly place: bigint;
  readonly at: number;
}

/** Before the first event. */
export const START: Position = { commit: 0n, prepare: 0n };

/** How current a reader of the log is: as the moment of the latest mark that it has passed. */
export class Currency {
  /** The moment (performance.now()) that the reader is known to be current as of. */
  asOf = -Infinity;
  /** Everything up to here was read. */
  place = START;
  private marks: readonly Mark[] = [];
  private readonly waiting = new Map<() => void, bigint>();

  /** Everything up to that place was read. */
  moveTo(place: Position): void {
    if (isAfter(place, this.place)) this.place = place;
    this.settle();
  }

  /** Of the marks that lie ahead it keeps the first and the latest: what is between says little more. */
  mark(mark: Mark): void {
    this.marks = [...this.marks.slice(0, 1), mark];
    this.settle();
  }

  /** Whether a place is passed within some time. */
  passes(place: bigint, milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve(this.place.commit >= place);
      };
      const timer = setTimeout(wake, milliseconds);
      this.waiting.set(wake, place);
      this.settle();
    });
  }

  private settle(): void {
    const { commit } = this.place;
    for (const { place, at } of this.marks) if (place <= commit) this.asOf = Math.max(this.asOf, at);
    this.marks = this.marks.filter(({ place }) => place > commit);
    for (const [wake, wanted] of [...this.waiting]) if (wanted <= commit) wake();
  }
}
