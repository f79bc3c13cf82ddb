/** Wakes one loop for several reasons, without a promise for each reason that nobody ever settles. */
export class AsyncSignal {
  private rang = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rang = true;
    this.wake?.();
  }

  /** Settles when it rang since the last time. */
  async rung(): Promise<void> {
    if (!this.rang)
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    this.rang = false;
    this.wake = undefined;
  }
}
