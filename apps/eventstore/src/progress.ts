import { performance } from 'node:perf_hooks';

const EVERY_MS = 1000;

/**
 * Tells a person how far something long is, about once a second and not at all when it is quick: events, bytes where
 * they are known, events/s and the time that is left.
 */
export class Progress {
  private readonly began = performance.now();
  private said = this.began;
  private done = 0;

  /**
   * @param doing e.g. "copied"
   * @param total how many events there will be, where that is known
   * @param say gets a line
   */
  constructor(
    private readonly doing: string,
    private readonly total: number | undefined,
    private readonly say: (line: string) => void,
  ) {}

  /** So many events more. */
  readonly add = (events = 1): void => {
    this.reached(this.done + events);
  };

  /** So many events (and bytes) are done. */
  reached(events: number, bytes?: number): void {
    this.done = events;
    const now = performance.now();
    if (now - this.said < EVERY_MS) return;
    this.said = now;
    const rate = events / this.seconds;
    const of = this.total === undefined ? '' : ` of ${this.total}`;
    const left =
      this.total === undefined || rate === 0
        ? ''
        : `, about ${Math.ceil(Math.max(this.total - events, 0) / rate)} s to go`;
    this.say(
      `${this.doing} ${events}${of} events${bytes === undefined ? '' : `, ${megabytes(bytes)}`}, ${Math.round(rate)} events/s${left}`,
    );
  }

  /** Seconds since it began, for the last line. */
  get seconds(): number {
    return (performance.now() - this.began) / 1000;
  }
}

export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
