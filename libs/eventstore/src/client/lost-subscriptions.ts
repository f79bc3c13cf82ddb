import type { Position } from '@annals/kernel';
import type { EventStoreLog } from '../event-store-log';

/** So many without being live in between are no accident: what reads the log falls behind. */
const ALARM_AT = 3;

/**
 * Tells people of subscriptions to the log that ended unasked. One alone is everyday life; again and again without
 * being live in between is an alarm.
 */
export class LostSubscriptions {
  private attempt = 0;
  private said: string | undefined;

  constructor(private readonly log: EventStoreLog) {}

  /** @param after where the next subscription goes on from */
  lost(reason: string, after: Position | undefined): void {
    this.attempt += 1;
    // An outage of hours is one story: told at its start, when it doubles, and when its reason changes.
    const isNews = reason !== this.said || this.attempt <= ALARM_AT || Number.isInteger(Math.log2(this.attempt));
    this.said = reason;
    if (!isNews) return;
    const facts = { reason, attempt: this.attempt, after: after === undefined ? 'start' : String(after.commit) };
    if (this.attempt < ALARM_AT) this.log.info(facts, 'A subscription to the log ended; subscribing again');
    else
      this.log.error(
        facts,
        'Subscriptions to the log end again and again before they are live; what reads it falls behind',
      );
  }

  live(): void {
    if (this.attempt >= ALARM_AT) this.log.info({ attempt: this.attempt }, 'The subscription to the log is live again');
    this.attempt = 0;
    this.said = undefined;
  }
}
