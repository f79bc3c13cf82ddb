import { ViewReader, type Moved } from '@annals/views';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';

/** One listener for the whole process: views say what moved, every open stream takes what concerns it. */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly moved = new Subject<Moved>();
  private readonly log = new Logger('live');
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly views: ViewReader) {}

  onApplicationBootstrap(): void {
    this.running = this.listen();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.moved.complete();
    await this.views.close();
    await this.running;
  }

  private async listen(): Promise<void> {
    try {
      for await (const moved of this.views.moved()) this.moved.next(moved);
    } catch (error) {
      if (!this.stopped) this.log.error('The feed of view changes ended', error instanceof Error ? error.stack : String(error));
    }
  }
}
