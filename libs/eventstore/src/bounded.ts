import { performance } from 'node:perf_hooks';
import { EventStoreUnavailable } from './faults';

/** Lets so many things happen at once, and the others in the order of asking. */
export class Bounded {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /**
   * @param giveUpAt what has not begun then (performance.now()) never runs
   * @throws EventStoreUnavailable then, and whatever the work throws
   */
  async run<T>(what: string, giveUpAt: number, work: () => Promise<T>): Promise<T> {
    await this.enter(what, giveUpAt);
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private async enter(what: string, giveUpAt: number): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        clearTimeout(timer);
        this.waiting.delete(begin);
        resolve();
      };
      const timer = setTimeout(
        () => {
          this.waiting.delete(begin);
          reject(new EventStoreUnavailable(`${what} still waits for others`));
        },
        Math.max(giveUpAt - performance.now(), 0),
      );
      this.waiting.add(begin);
    });
  }

  /** The place goes to whoever has waited longest. */
  private leave(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.free += 1;
  }
}
