import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { type Looking, TakingTurns } from './taking-turns';

/** Workers that wait for a run of their bot: they are woken when there may be one, in whichever process it was made. */
@Injectable()
export class WaitingWorkers {
  private readonly waiting = new TakingTurns();
  private listening: Promise<unknown> | undefined;

  constructor(private readonly vault: Vault) {}

  /**
   * Looks, and looks again whenever there may be something, until it finds.
   * @param signal ends the wait
   * @returns what was found; undefined where the wait ended
   */
  async until<Thing>(botId: string, look: Looking<Thing>, signal: AbortSignal): Promise<Thing | undefined> {
    await this.listen(); // it listens before it looks: what comes in between is heard
    return this.waiting.until(botId, look, signal);
  }

  /** Once for the process. @throws an Error when the database cannot be reached; the next worker tries again */
  private async listen(): Promise<void> {
    this.listening ??= this.vault.runQueue.follow({
      heard: ({ botId }) => {
        this.waiting.ring(botId);
      },
      missed: () => {
        this.waiting.ringAll();
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
