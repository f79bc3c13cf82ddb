import type { EventLog } from '../log/event-log';
import type { Filter } from '../log/filter';
import type { StoredEvent } from '../log/types';
import type { AllStart } from '../wire/read';
import { encodeCheckpoint } from '../wire/recorded-event';
import type { Outflow } from './call';
import { handlerFailed } from './failures';
import { filterOf, sendEvent, type ReadRequest } from './read';
import { Subscription } from './subscription';

const LIVE_PAGE = 500;

function cursorOf(all: AllStart, end: number): number {
  if (all === 'start') return 0;
  if (all === 'end') return end;
  if (all.commit < all.prepare) throw handlerFailed();
  return all.commit > BigInt(end) ? end : Number(all.commit);
}

/**
 * A subscription to $all is a cursor. Ahead of it are the ring in memory or, for who is slower than that, pages of the
 * table: falling behind and catching up again are the same loop, unnoticed by the client.
 */
export class AllSubscription extends Subscription {
  private cursor: number;
  private readonly filter: Filter | undefined;
  /** Events looked at between two checkpoints; undefined without a filter. */
  private readonly checkpointEvery: number | undefined;
  private looked = 0;

  constructor(
    log: EventLog,
    outflow: Outflow,
    private readonly options: ReadRequest,
    all: AllStart,
  ) {
    super(log, outflow);
    this.filter = filterOf(options);
    if (options.filter !== undefined && options.filter !== 'none') {
      if (options.filter.checkpointInterval === 0) throw handlerFailed();
      this.checkpointEvery = Math.max(1, (options.filter.window ?? 0) * options.filter.checkpointInterval);
    }
    this.cursor = cursorOf(all, log.feed.position);
  }

  async run(): Promise<void> {
    const stopListening = this.log.feed.listen(undefined, () => {
      this.news.set();
    });
    try {
      await this.confirm();
      const from = this.cursor;
      while (!this.outflow.isOver) {
        await this.advance();
        if (this.outflow.isOver) return;
        await this.reachedEnd(from);
        await this.news.next();
      }
    } finally {
      stopListening();
    }
  }

  /** Delivers everything up to the end of the log as it is when we get there. */
  private async advance(): Promise<void> {
    while (this.cursor < this.log.feed.position && !this.outflow.isOver) {
      const recent = this.log.feed.recent(this.cursor, LIVE_PAGE);
      if (recent !== undefined) await this.deliver(recent);
      else
        for await (const page of this.log.all('forwards', {
          low: this.cursor + 1,
          high: this.log.feed.position,
          count: Number.MAX_SAFE_INTEGER,
        })) {
          await this.deliver(page);
          // The ring may hold the rest by now; leaving early also ends the reading for a client that left.
          if (this.outflow.isOver || this.log.feed.recent(this.cursor, 0) !== undefined) break;
        }
    }
  }

  private async deliver(events: readonly StoredEvent[]): Promise<void> {
    for (const event of events) {
      if (this.outflow.isOver) return;
      if (this.filter === undefined || this.filter(event)) {
        const slow = sendEvent(this.log, this.outflow, event, this.options);
        if (slow !== undefined) await slow;
      }
      this.cursor = event.position;
      this.looked += 1;
      if (this.looked === this.checkpointEvery) await this.checkpoint();
    }
  }

  private async checkpoint(): Promise<void> {
    this.looked = 0;
    await this.outflow.send(encodeCheckpoint(this.cursor));
  }

  /** At the end of history a filtered subscription learns how far it got, even when nothing matched. */
  private async reachedEnd(from: number): Promise<void> {
    if (this.isCaughtUp) return;
    if (this.checkpointEvery !== undefined && this.cursor > from)
      await this.outflow.send(encodeCheckpoint(this.cursor));
    await this.caughtUp();
  }
}
