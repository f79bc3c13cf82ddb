import type { FramedEvent } from '../wire/framed-event';

const MAX_EVENTS = 10_000;
const MAX_BYTES = 32 * 1024 * 1024;
/** What an event needs beside its bytes. */
const OVERHEAD = 400;

const sizeOf = ({ frame }: FramedEvent): number => frame.length + OVERHEAD;

/**
 * The newest events of the log, in memory, shared by all subscriptions: position p is at index (p - first).
 * Who is slower than the ring reads the table instead; nobody is dropped for it.
 */
export class Ring {
  private events: FramedEvent[] = [];
  private start = 0;
  private bytes = 0;

  /** First position that is still here; without events, the next one to come. */
  constructor(private first: number) {}

  push(events: readonly FramedEvent[]): void {
    for (const event of events) {
      this.events.push(event);
      this.bytes += sizeOf(event);
    }
    while (this.length > MAX_EVENTS || (this.bytes > MAX_BYTES && this.length > 0)) this.shift();
    if (this.start > MAX_EVENTS) {
      this.events = this.events.slice(this.start);
      this.start = 0;
    }
  }

  /** Events after a position, at most `limit`; undefined when some of them are no longer here. */
  after(position: number, limit: number): FramedEvent[] | undefined {
    if (position + 1 < this.first) return undefined;
    const from = this.start + position + 1 - this.first;
    return this.events.slice(from, from + limit);
  }

  /** Forgets everything: the next event to come has the position behind `position`. */
  restart(position: number): void {
    this.events = [];
    this.start = 0;
    this.bytes = 0;
    this.first = position + 1;
  }

  private get length(): number {
    return this.events.length - this.start;
  }

  private shift(): void {
    const event = this.events[this.start];
    if (event !== undefined) this.bytes -= sizeOf(event);
    this.start += 1;
    this.first += 1;
  }
}
