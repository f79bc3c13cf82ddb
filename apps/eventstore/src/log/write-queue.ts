import { weightOf, type WriteRequest } from './write-request';

const MAX_EVENTS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
/** Bytes waiting above which clients are no longer listened to. */
const FULL = 64 * 1024 * 1024;

/** Events and bytes. */
const sizeOf = (requests: readonly WriteRequest[]): [number, number] => requests.reduce(([events, bytes], request) => [events + request.events.length, bytes + request.bytes], [0, 0]);

/** Requests that wait, those of the group that is being decided, and those of the group whose commit is in flight. */
export class WriteQueue {
  private waiting: WriteRequest[] = [];
  /** Requests of the next group, which is decided while the one before it is committed. */
  private next: WriteRequest[] = [];
  /** One of the suspects is the next group: nobody joins it. */
  private isNextAlone = false;
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

  /** Those that join the next group: while it is empty at least one, if any wait, and no more than make it about 1,000 events or 4 MiB. */
  take(): WriteRequest[] {
    if (this.isNextAlone) return [];
    let [events, bytes] = sizeOf(this.next);
    let count = 0;
    for (const request of this.waiting) {
      events += request.events.length;
      bytes += request.bytes;
      if (count + this.next.length > 0 && (this.suspects > 0 || events > MAX_EVENTS || bytes > MAX_BYTES)) break;
      count += 1;
    }
    const taken = this.waiting.splice(0, count);
    this.isNextAlone = this.suspects > 0 && count > 0;
    if (this.isNextAlone) this.suspects -= 1;
    this.next.push(...taken);
    this.released(taken);
    return taken;
  }

  /** The next group waits again, in front and in its order. */
  takeBack(): void {
    if (this.isNextAlone) this.suspects += 1;
    this.isNextAlone = false;
    for (const request of this.next) this.weight += weightOf(request);
    this.waiting = [...this.next.splice(0), ...this.waiting];
  }

  /** The next group is in flight from now on. @returns how many requests it has */
  send(): number {
    this.inFlight = this.next;
    this.next = [];
    this.isNextAlone = false;
    return this.inFlight.length;
  }

  /** The group in flight is decided. */
  done(): void {
    this.inFlight = [];
  }

  /** The group in flight and the next one wait again, in front and in their order. */
  putBack(): void {
    this.takeBack();
    this.next = this.inFlight.splice(0);
    this.takeBack();
  }

  /** The group in flight is spoilt by one of its requests: each gets its own, in their order, so that only the guilty one is refused. */
  separate(isAlone: boolean): void {
    if (isAlone) for (const request of this.inFlight.splice(0)) request.settle({ kind: 'failed' });
    const suspects = this.inFlight.length;
    this.putBack();
    this.suspects += suspects;
  }

  /** Answers whom nobody waits for any more: what still waits is certainly not written, of what is decided the outcome is unknown. */
  expire(now: number): void {
    const isOver = ({ deadline }: WriteRequest): boolean => deadline <= now;
    const expired = this.waiting.filter(isOver);
    const overdue = [...this.inFlight, ...this.next].filter(isOver);
    if (expired.length > 0) this.waiting = this.waiting.filter((request) => !isOver(request));
    if (overdue.length > 0) {
      this.inFlight = this.inFlight.filter((request) => !isOver(request));
      this.next = this.next.filter((request) => !isOver(request));
    }
    this.released(expired);
    for (const request of [...expired, ...overdue]) request.settle({ kind: 'timeout' });
  }

  /** Answers everybody: nothing more is written. */
  giveUp(): void {
    const waiting = this.waiting.splice(0);
    this.released(waiting);
    for (const request of [...this.inFlight.splice(0), ...this.next.splice(0), ...waiting]) request.settle({ kind: 'unavailable' });
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
    return this.weight < FULL ? undefined : new Promise((resolve) => { this.hasRoom.push(resolve); });
  }

  private released(requests: readonly WriteRequest[]): void {
    if (requests.length > 0) this.release(requests.reduce((sum, request) => sum + weightOf(request), 0));
  }
}
