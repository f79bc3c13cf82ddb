import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, plus, type Instant } from '@annals/kernel';
import { Backlog, type Denial, type Denials } from '@annals/platform';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { v7 } from 'uuid';
import { DenialWindow, type DeniedActor } from './denial-window';
import { denials } from './denials';

const minuteOf = (instant: Instant): Instant => `${instant.slice(0, 'YYYY-MM-DDThh:mm'.length)}:00.000Z`;
const clock = (): Instant => fromMilliseconds(Date.now());

/**
 * Counts denied commands in memory and writes them when their minute (UTC) is over. Nobody waits for it: a process that
 * is killed loses the minute that it was in, and what an event store that is away for a quarter of an hour did not take
 * is given up, which the log says. An orderly end writes what there is.
 */
@Injectable()
export class DeniedCommands implements Denials {
  private readonly log = new Logger('denials');
  private open: DenialWindow | undefined;
  private over: readonly DeniedActor[] = [];
  private readonly backlog = new Backlog<DeniedActor>({
    name: 'denied commands',
    take: (now) => this.take(now),
    write: (denied) => this.append(denied),
    lost: (denied) => {
      const counts = denied.flatMap(({ events }) => events).map(({ data }) => data.count);
      const lost = counts.reduce((sum, count) => sum + count, 0);
      this.log.error(`${lost} denied commands of ${denied[0]?.minute} and later will not be recorded`);
    },
  });

  constructor(@Inject(EventStore) private readonly store: Pick<EventStore, 'decide'>) {}

  note(denial: Denial, now = clock()): void {
    this.close(now);
    this.open ??= new DenialWindow(v7(), minuteOf(now));
    this.open.note(denial);
    this.backlog.watch();
  }

  /** Writes what minutes that are over came to. Never rejects. */
  write(now = clock()): Promise<void> {
    return this.backlog.write(now);
  }

  settled(): Promise<void> {
    return this.backlog.settled(plus(clock(), { minutes: 1 })); // also the minute that it is in
  }

  private close(now: Instant): void {
    if (!this.open || this.open.minute === minuteOf(now)) return;
    this.over = [...this.over, ...this.open.denied()];
    this.open = undefined;
  }

  private take(now: Instant): readonly DeniedActor[] {
    this.close(now);
    const { over } = this;
    this.over = [];
    return over;
  }

  private append({ window, organizationId, actor, minute, events }: DeniedActor): Promise<unknown> {
    const commandId = uuidV5(window, JSON.stringify([organizationId, actor]));
    const context: CommandContext = { commandId, correlationId: commandId, actor };
    const month = minute.slice(0, 'YYYY-MM'.length).replace('-', '');
    return this.store.decide({ stream: denials, id: [organizationId, month] }, context, () => events);
  }
}
