import { Vault } from '@annals/vault';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const EVERY_MS = 5_000;

/**
 * Says that somebody is there to hear bots and workers: where nobody was, their silence says nothing of them (B9). A
 * note that could not be made is followed by the next one.
 */
@Injectable()
export class NotesListening implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(NotesListening.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly vault: Vault) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.note();
    this.timer = setInterval(() => void this.note(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async note(): Promise<void> {
    try {
      await this.vault.listening.note();
    } catch (error) {
      this.logger.warn(`It could not be noted that somebody is there: ${String(error)}`);
    }
  }
}
