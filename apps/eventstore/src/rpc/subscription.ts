import { randomUUID } from 'node:crypto';
import type { EventLog } from '../log/event-log';
import { CAUGHT_UP, encodeConfirmation } from '../wire/recorded-event';
import type { Outflow } from './call';

/** A flag that can be waited for: set from the feed, awaited by the one loop that serves the client. */
export class Signal {
  private isSet = false;
  private wake: (() => void) | undefined;

  set(): void {
    this.isSet = true;
    this.wake?.();
  }

  /** Waits until it is set (perhaps already) and clears it. */
  async next(): Promise<void> {
    if (!this.isSet)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    this.isSet = false;
    this.wake = undefined;
  }
}

/** What both kinds of subscription share: the first answer, `caughtUp` once, the end. */
export abstract class Subscription {
  protected readonly news = new Signal();
  protected isCaughtUp = false;

  constructor(
    protected readonly log: EventLog,
    protected readonly outflow: Outflow,
  ) {
    outflow.onOver(() => {
      this.news.set();
    });
  }

  protected async confirm(): Promise<void> {
    await this.outflow.send(encodeConfirmation(randomUUID()));
  }

  protected async caughtUp(): Promise<void> {
    if (this.isCaughtUp) return;
    this.isCaughtUp = true;
    await this.outflow.send(CAUGHT_UP);
  }

  /** Serves the client until it leaves. Rejects with a Failure when the subscription ends otherwise. */
  abstract run(): Promise<void>;
}
