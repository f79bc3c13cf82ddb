import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import type { Denial, Denials } from '@annals/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { v7 } from 'uuid';
import { DenialWindow, type DeniedActor } from './denial-window';
import { denials } from './denials';

/** So long after its minute what could not be written is given up. */
const KEPT = { minutes: 15 };
/** How often it is looked for minutes that are over. */
const LOOK_EVERY_MS = 5_000;

const minuteOf = (instant: Instant): Instant => `${instant.slice(0, 'YYYY-MM-DDThh:mm'.length)}:00.000Z`;
const clock = (): Instant => fromMilliseconds(Date.now());

/**
 * Counts denied commands in memory and writes them when their minute (UTC) is over. Nobody waits for it: a process that
 * is killed loses the minute that it was in, and while the event store is away what is older than a quarter of an hour
 * is given up, which the log says. An orderly end writes what there is.
 */
@Injectable()
export class DeniedCommands implements Denials {
  private readonly log = new Logger('denials');
  private open: DenialWindow | undefined;
  private waiting: readonly DeniedActor[] = [];
  private writing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(EventStore) private readonly store: Pick<EventStore, 'decide'>) {}

  note(denial: Denial, now = clock()): void {
    this.close(now);
    this.open ??= new DenialWindow(v7(), minuteOf(now));
    this.open.note(denial);
    this.timer ??= setInterval(() => void this.write(), LOOK_EVERY_MS).unref();
  }

  /** Writes what minutes that are over came to. Never rejects. */
  write(now = clock()): Promise<void> {
    this.close(now);
    this.writing = this.writing.then(() => this.writeWaiting(now));
    return this.writing;
  }

  async settled(): Promise<void> {
    clearInterval(this.timer);
    const end = plus(clock(), { minutes: 1 });
    await this.write(end);
    this.giveUp(this.waiting);
    this.waiting = [];
  }

  private close(now: Instant): void {
    if (!this.open || this.open.minute === minuteOf(now)) return;
    this.waiting = [...this.waiting, ...this.open.denied()];
    this.open = undefined;
  }

  /** One after the other. The first that fails ends the round, and is the last of the next one. */
  private async writeWaiting(now: Instant): Promise<void> {
    for (let [next] = this.waiting; next; [next] = this.waiting) {
      const written = await this.append(next);
      this.waiting = this.waiting.slice(1);
      if (written) continue;
      if (plus(next.minute, KEPT) < now) this.giveUp([next]);
      else {
        this.waiting = [...this.waiting, next];
        return;
      }
    }
  }

  /** Whether it is stored. What was stored and not answered is found by its id when it comes again. */
  private async append({ window, organizationId, actor, minute, events }: DeniedActor): Promise<boolean> {
    const commandId = uuidV5(window, JSON.stringify([organizationId, actor]));
    const context: CommandContext = { commandId, correlationId: commandId, actor };
    const month = minute.slice(0, 'YYYY-MM'.length).replace('-', '');
    try {
      await this.store.decide({ stream: denials, id: [organizationId, month] }, context, () => events);
      return true;
    } catch (error) {
      this.log.warn(`Denied commands of ${minute} are not written yet: ${String(error)}`);
      return false;
    }
  }

  private giveUp(denied: readonly DeniedActor[]): void {
    const lost = denied.flatMap(({ events }) => events).reduce((sum, { data }) => sum + data.count, 0);
    if (lost > 0) this.log.error(`${lost} denied commands of ${denied[0]?.minute} and later will not be recorded`);
  }
}
