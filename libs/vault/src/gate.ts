import { refused } from '@annals/contracts';

/**
 * Lets a limited number of jobs run at once; the others wait their turn, in order. Only so many wait: who comes when
 * they are all there is told so at once, instead of after everybody else. A job whose asker left before its turn is
 * never begun.
 */
export class Gate {
  private running = 0;
  private readonly waiting = new Set<() => void>();

  /** @param limit jobs at once @param most jobs that wait */
  constructor(
    private readonly limit: number,
    private readonly most: number,
  ) {}

  /** Whether a job would begin at once. */
  get isFree(): boolean {
    return this.running < this.limit;
  }

  /**
   * @param signal says that nobody waits for the job any more @throws Refused BUSY when too many wait, or the asker
   * left
   */
  async run<T>(job: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.turn(signal);
    try {
      return await job();
    } finally {
      // The place is handed over, so nobody slips in between.
      const [next] = this.waiting;
      if (next) next();
      else this.running -= 1;
    }
  }

  private async turn(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) throw refused('BUSY');
    if (this.isFree) {
      this.running += 1;
      return;
    }
    if (this.waiting.size >= this.most) throw refused('BUSY');
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        this.waiting.delete(begin);
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.waiting.delete(begin);
        reject(refused('BUSY'));
      };
      this.waiting.add(begin);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }
}
