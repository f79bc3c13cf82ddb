import { weightOf, type WriteOutcome, type WriteRequest } from './write-request';

const MAX_EVENTS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
/** Bytes waiting above which clients are no longer listened to. */
const FULL = 64 * 1024 * 1024;

/** Requests that wait for the commit in flight, and those that it is the commit of. */
export class WriteQueue {
  private waiting: WriteRequest[] = [];
  /** Requests of the group whose commit is in flight (or whose outcome is unknown). */
  private inFlight: WriteRequest[] = [];
  /** So many of those that wait first spoilt their group together: each is tried alone. */
  private suspects = 0;
  private weight = 0;
  private readonly hasRoom: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  push(request: WriteRequest): void {
    this.waiting.push(request);
    this.weight += weightOf(request);
  }

  /** The next group, from now on in flight: at least one request, at most about 1,000 events or 4 MiB. */
  take(): WriteRequest[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const request of this.waiting) {
      events += request.events.length;
      bytes += request.bytes;
      if (count > 0 && (this.suspects > 0 || events > MAX_EVENTS || bytes > MAX_BYTES)) break;
      count += 1;
    }
    const group = this.waiting.splice(0, count);
    this.suspects = Math.max(0, this.suspects - count);
    this.inFlight = group;
    this.released(group);
    return group;
  }

  /** The group in flight is decided. */
  done(): void {
    this.inFlight = [];
  }

  /** The group in flight waits again, in front and in its order. */
  putBack(): void {
    for (const request of this.inFlight) this.weight += weightOf(request);
    this.waiting = [...this.inFlight.splice(0), ...this.waiting];
  }

  /**
   * The group in flight is spoilt by one of its requests: each gets its own, in their order, so that only the guilty
   * one is refused, with this outcome.
   */
  separate(isAlone: boolean, outcome: WriteOutcome): void {
    if (isAlone) for (const request of this.inFlight.splice(0)) request.settle(outcome);
    else {
      this.suspects = this.inFlight.length;
      this.putBack();
    }
  }

  /**
   * Answers whom nobody waits for any more: what still waits is certainly not written, of a commit in flight the
   * outcome is unknown.
   */
  expire(now: number): void {
    const isOver = ({ deadline }: WriteRequest): boolean => deadline <= now;
    const expired = this.waiting.filter(isOver);
    const overdue = this.inFlight.filter(isOver);
    if (expired.length > 0) this.waiting = this.waiting.filter((request) => !isOver(request));
    if (overdue.length > 0) this.inFlight = this.inFlight.filter((request) => !isOver(request));
    this.released(expired);
    for (const request of [...expired, ...overdue]) request.settle({ kind: 'timeout' });
  }

  /** Answers everybody: nothing more is written. */
  giveUp(): void {
    const waiting = this.waiting.splice(0);
    this.released(waiting);
    for (const request of [...this.inFlight.splice(0), ...waiting]) request.settle({ kind: 'unavailable' });
  }

  /** Counts what is held elsewhere on its way into the queue. */
  hold(weight: number): void {
    this.weight += weight;
  }

  release(weight: number): void {
    this.weight -= weight;
    if (this.weight < FULL) for (const resolve of this.hasRoom.splice(0)) resolve();
  }

  /** Undefined while there is room, else a promise of it. */
  room(): Promise<void> | undefined {
    return this.weight < FULL
      ? undefined
      : new Promise((resolve) => {
          this.hasRoom.push(resolve);
        });
  }

  private released(requests: readonly WriteRequest[]): void {
    if (requests.length > 0) this.release(requests.reduce((sum, request) => sum + weightOf(request), 0));
  }
}
