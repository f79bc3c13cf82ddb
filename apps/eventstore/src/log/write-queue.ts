import type { WriteRequest } from './write-request';

const MAX_EVENTS = 1000;
const MAX_BYTES = 4 * 1024 * 1024;
/** Bytes waiting above which clients are no longer listened to. */
const FULL = 64 * 1024 * 1024;

/** Requests that wait for the commit in flight. */
export class WriteQueue {
  private waiting: WriteRequest[] = [];
  private bytes = 0;
  private readonly hasRoom: (() => void)[] = [];

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  push(request: WriteRequest): void {
    this.waiting.push(request);
    this.bytes += request.bytes;
  }

  /** Puts requests back in front, in their order. */
  restore(requests: readonly WriteRequest[]): void {
    this.waiting = [...requests, ...this.waiting];
    for (const { bytes } of requests) this.bytes += bytes;
  }

  /** The next group: at least one request, at most about 1,000 events or 4 MiB. @param most requests */
  take(most = Infinity): WriteRequest[] {
    let events = 0;
    let bytes = 0;
    let count = 0;
    for (const request of this.waiting) {
      events += request.events.length;
      bytes += request.bytes;
      if (count > 0 && (count >= most || events > MAX_EVENTS || bytes > MAX_BYTES)) break;
      count += 1;
    }
    return this.remove(this.waiting.splice(0, count));
  }

  /** Takes out what nobody waits for any more: certainly not written. */
  takeExpired(now: number): WriteRequest[] {
    if (!this.waiting.some(({ deadline }) => deadline <= now)) return [];
    const expired = this.waiting.filter(({ deadline }) => deadline <= now);
    this.waiting = this.waiting.filter(({ deadline }) => deadline > now);
    return this.remove(expired);
  }

  takeAll(): WriteRequest[] {
    return this.remove(this.waiting.splice(0));
  }

  /** Undefined while there is room, else a promise of it. */
  room(): Promise<void> | undefined {
    return this.bytes < FULL ? undefined : new Promise((resolve) => { this.hasRoom.push(resolve); });
  }

  private remove(requests: WriteRequest[]): WriteRequest[] {
    for (const { bytes } of requests) this.bytes -= bytes;
    if (this.bytes < FULL) for (const resolve of this.hasRoom.splice(0)) resolve();
    return requests;
  }
}
