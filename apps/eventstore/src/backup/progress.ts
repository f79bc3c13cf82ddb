import { performance } from 'node:perf_hooks';

const EVERY_MS = 1000;

/** Says how far something long is, about once a second: events, bytes, events/s and the time that is left. */
export class Progress {
  private readonly began = performance.now();
  private said = this.began;

  constructor(private readonly what: string, private readonly total: number, private readonly say: (line: string) => void) {}

  /** So many events and bytes are done. */
  reached(events: number, bytes: number): void {
    if (performance.now() - this.said < EVERY_MS) return;
    this.said = performance.now();
    const rate = events / ((this.said - this.began) / 1000);
    const left = rate > 0 ? `, about ${Math.ceil((this.total - events) / rate)} s to go` : '';
    this.say(`${this.what}: ${events} of ${this.total} events, ${megabytes(bytes)}, ${Math.round(rate)} events/s${left}`);
  }

  /** Seconds since it began, for the last line. */
  get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }
}

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
