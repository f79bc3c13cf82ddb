import type { EventLog } from '../log/event-log';
import { stateOf } from '../log/family';
import { TOMBSTONE, type StoredEvent } from '../log/types';
import type { StreamStart } from '../wire/read';
import type { Outflow } from './call';
import { streamDeleted } from './failures';
import { sendEvent, type ReadRequest } from './read';
import { Subscription } from './subscription';

/** Live events that may wait for a slow client; beyond that they are read from the table again. */
const MOST_WAITING = 1000;

/** A subscription to one stream: its history from the table, then what is pushed for it, each revision once. */
export class StreamSubscription extends Subscription {
  /** Last revision that the client has or does not want. */
  private seen = -1;
  private waiting: StoredEvent[] = [];
  /** Events went past us: the table has them. */
  private behind: boolean;
  /**
   * There is something to have caught up with; a stream that is still to come keeps its subscribers waiting for that
   * word.
   */
  private exists = false;

  constructor(
    log: EventLog,
    outflow: Outflow,
    private readonly options: ReadRequest,
    private readonly source: { stream: string; from: StreamStart },
  ) {
    super(log, outflow);
    this.behind = source.from !== 'end';
  }

  async run(): Promise<void> {
    // First listen, then look: what happens in between is in both, and the revision tells.
    const stopListening = this.log.feed.listen(this.source.stream, (events) => {
      this.receive(events);
    });
    try {
      await this.begin();
      await this.confirm();
      while (!this.outflow.isOver) {
        await this.advance();
        if (this.exists) await this.caughtUp();
        await this.news.next();
      }
    } finally {
      stopListening();
    }
  }

  private receive(events: readonly StoredEvent[]): void {
    this.exists ||= events.length > 0;
    if (events.length === 0 || this.waiting.length + events.length > MOST_WAITING) {
      this.waiting = [];
      this.behind = true;
    } else this.waiting.push(...events);
    this.news.set();
  }

  private async begin(): Promise<void> {
    const { stream, from } = this.source;
    if (from === 'end') {
      this.seen = stateOf(await this.log.family(stream), stream).last;
      this.exists = true;
      return;
    }
    if ((await this.log.visibility(stream)).kind === 'tombstoned') throw streamDeleted(stream);
    this.seen = from === 'start' ? -1 : Math.min(Number(from), Number.MAX_SAFE_INTEGER);
  }

  private async advance(): Promise<void> {
    while ((this.behind || this.waiting.length > 0) && !this.outflow.isOver) {
      if (this.behind) await this.readTable();
      else for (const event of this.waiting.splice(0)) await this.deliver(event);
    }
  }

  private async readTable(): Promise<void> {
    this.behind = false;
    const visible = await this.log.visibility(this.source.stream);
    if (visible.kind === 'tombstoned') throw streamDeleted(this.source.stream);
    if (visible.kind === 'missing') return;
    this.exists = true;
    const range = {
      id: visible.id,
      name: this.source.stream,
      low: Math.max(visible.first, this.seen + 1),
      high: visible.last,
      count: Number.MAX_SAFE_INTEGER,
      notBefore: visible.notBefore,
    };
    for await (const page of this.log.stream('forwards', range)) {
      for (const event of page) await this.deliver(event);
      if (this.outflow.isOver) return;
    }
  }

  private async deliver(event: StoredEvent): Promise<void> {
    if (event.revision <= this.seen || this.outflow.isOver) return;
    this.seen = event.revision;
    const slow = sendEvent(this.log, this.outflow, event, this.options);
    if (slow !== undefined) await slow;
    if (event.revision === TOMBSTONE) throw streamDeleted(this.source.stream);
  }
}
