import { setTimeout as pause } from 'node:timers/promises';
import { START, type EventStoreDBClient } from '@eventstore/db-client';
import { follow, type Followed } from './follow';

const BETWEEN_TRIES = 50;

/**
 * A reader outside of the server, with nothing but a position in its hand: whenever its subscription to $all ends, it
 * subscribes again behind that.
 */
export class ResumingReader {
  /** Ids in the order in which they came. */
  readonly ids: string[] = [];
  /** Times that its subscription was ended for it. */
  interruptions = 0;
  private last: bigint;
  private stopped = false;
  private current: Followed | undefined;
  private readonly waiting: { count: number; resolve: () => void }[] = [];
  private readonly running: Promise<void>;

  constructor(
    private readonly client: EventStoreDBClient,
    after = 0n,
  ) {
    this.last = after;
    this.running = this.run();
  }

  /** Settles when so many events came. */
  until(count: number): Promise<void> {
    if (this.ids.length >= count) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve });
    });
  }

  /** Settles when so many more events came. */
  more(count: number): Promise<void> {
    return this.until(this.ids.length + count);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.current?.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      const fromPosition = this.last === 0n ? START : { commit: this.last, prepare: this.last };
      const ended = await this.follow(fromPosition);
      if (ended === 'error') this.interruptions += 1;
      if (!this.stopped) await pause(BETWEEN_TRIES); // the server is away: there is nothing to wait for but time
    }
  }

  private follow(fromPosition: typeof START | { commit: bigint; prepare: bigint }): Promise<'error' | 'end'> {
    const subscription = this.client.subscribeToAll({ fromPosition });
    const ended = new Promise<'end'>((resolve) => {
      subscription.once('end', () => {
        resolve('end');
      });
    });
    this.current = follow(subscription, ({ id, position }) => {
      this.ids.push(id);
      this.last = position.commit;
      for (const one of this.waiting.filter(({ count }) => count <= this.ids.length)) {
        this.waiting.splice(this.waiting.indexOf(one), 1);
        one.resolve();
      }
      return undefined;
    });
    return Promise.race([this.current.error.then(() => 'error' as const), ended]);
  }
}
