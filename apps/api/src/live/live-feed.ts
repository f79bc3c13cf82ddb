import { EventStore } from '@annals/eventstore';
import { parseStreamName } from '@annals/kernel';
import { Vault, type AccessEnded, type PresenceChange } from '@annals/vault';
import { ViewReader, type Moved } from '@annals/views';
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Subject } from 'rxjs';
import { follow } from './follow';

/** What is put together with heartbeats and progress when somebody asks: it moves without an event (B9). */
const shows = { bot: ['bots', 'overview', 'runs'], run: ['runs'], knowledge: ['knowledge'] } as const;

/** One listener for the whole process: views and presence say what moved, every open stream takes what concerns it. */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly moved = new Subject<Moved>();
  /** Some access ended; undefined: nobody knows which. */
  readonly ended = new Subject<AccessEnded | undefined>();
  /** Who belongs to this organization, or what they may do there, may have changed. */
  readonly peopleChanged = new Subject<string>();
  private readonly log = new Logger('live');
  private running: Promise<void> = Promise.resolve();
  private readonly stopped = new AbortController();
  /** The last position that a view reported. */
  private position = '0';
  private unfollow: readonly (() => Promise<void>)[] = [];
  private deafen: () => void = () => undefined;

  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
    private readonly store: EventStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.running = follow({
      open: () => this.views.moved(),
      heard: (moved) => this.tell(moved),
      failed: (error, pauseMs) => this.failed(error, pauseMs),
      signal: this.stopped.signal,
    });
    this.unfollow = [
      await this.vault.presence.follow((change) => this.presence(change)),
      await this.vault.accessEndings.follow((ended) => this.ended.next(ended)),
    ];
    this.deafen = this.store.onNews((stream) => this.news(stream));
  }

  /** Open streams come to their end before the server closes: it waits for every answer that was begun. */
  beforeApplicationShutdown(): void {
    for (const subject of [this.moved, this.ended, this.peopleChanged]) subject.complete();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    this.deafen();
    await Promise.all(this.unfollow.map((stop) => stop()));
    await this.views.close();
    await this.running;
  }

  private tell(moved: Moved): void {
    this.position = moved.position;
    this.moved.next(moved);
  }

  private failed(error: unknown, pauseMs: number): void {
    this.log.error(
      `The feed of view changes broke; it is opened again in ${pauseMs} ms`,
      error instanceof Error ? error.stack : String(error),
    );
  }

  private news(stream: string): void {
    const { category, owner } = parseStreamName(stream);
    if (category === 'organization') this.peopleChanged.next(owner);
  }

  private presence({ organizationId, of }: PresenceChange): void {
    for (const view of shows[of])
      this.moved.next({ view, position: this.position, organizations: [organizationId], accounts: [] });
  }
}
