import { EventEmitter } from 'node:events';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';

/** Workers that wait for a run of their bot: they are woken when there may be one, in whichever process it was made. */
@Injectable()
export class WaitingWorkers {
  private readonly bells = new EventEmitter().setMaxListeners(0);
  private listening: Promise<unknown> | undefined;

  constructor(private readonly vault: Vault) {}

  /**
   * Looks, and looks again whenever there may be something, until it finds.
   * @param signal ends the wait
   * @returns what was found; undefined where the wait ended
   */
  async until<Found>(botId: string, look: () => Promise<Found | undefined>, signal: AbortSignal) {
    await this.listen();
    for (;;) {
      // It listens before it looks: what comes in between is heard.
      const bell = this.bell(botId, signal);
      const found = await look();
      if (found !== undefined || signal.aborted) {
        bell.stop();
        return found;
      }
      await bell.rung;
    }
  }

  /** Rings once, or when the wait ends. */
  private bell(botId: string, signal: AbortSignal): { readonly rung: Promise<void>; stop(): void } {
    let ring = (): void => undefined;
    const rung = new Promise<void>((resolve) => {
      ring = resolve;
    });
    const stop = (): void => {
      this.bells.off(botId, stop);
      signal.removeEventListener('abort', stop);
      ring();
    };
    this.bells.once(botId, stop);
    signal.addEventListener('abort', stop, { once: true });
    return { rung, stop };
  }

  /** Once for the process. @throws an Error when the database cannot be reached; the next worker tries again */
  private async listen(): Promise<void> {
    const bells = this.bells;
    this.listening ??= this.vault.runQueue.follow({
      heard: ({ botId }) => bells.emit(botId),
      missed: () => {
        for (const botId of bells.eventNames()) bells.emit(botId);
      },
    });
    try {
      await this.listening;
    } catch (error) {
      this.listening = undefined;
      throw error;
    }
  }
}
