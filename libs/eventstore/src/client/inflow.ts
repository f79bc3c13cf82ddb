/** What we need of an object stream. */
export interface Source<Item> {
  on(event: 'data', listener: (item: Item) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** A source was asked to deliver and stayed silent for too long. */
export class Silent extends Error {
  constructor(ms: number) {
    super(`nothing came within ${ms} ms`);
    this.name = 'Silent';
  }
}

/**
 * Takes what an object stream delivers in arrays of what is there, with back-pressure. db-client emits errors on its streams
 * without destroying them, and on some after everyone has left: this listener stays, or such an error would end the process.
 */
export class Inflow<Item> {
  private items: Item[] = [];
  private over: { readonly error?: unknown } | undefined;
  private wake: () => void = () => undefined;

  /** @param most items are buffered before the source is paused */
  constructor(private readonly source: Source<Item>, most: number) {
    source.on('data', (item: Item) => {
      this.items.push(item);
      if (this.items.length >= most) source.pause();
      // Everything that came with the same read of the socket goes together: one turn of the loop later, not one by one.
      if (this.items.length === 1) setImmediate(() => this.wake());
    });
    source.on('error', (error) => this.end({ error }));
    source.on('end', () => this.end({}));
    source.on('close', () => this.end({}));
  }

  /**
   * The next items, at least one.
   * @param patienceMs how long to wait for them; for ever without it
   * @returns undefined when the source ended or was left
   * @throws what the source failed with (after what it delivered before), or Silent
   */
  async next(patienceMs?: number): Promise<Item[] | undefined> {
    while (this.items.length === 0 && !this.over) await this.something(patienceMs);
    if (this.items.length === 0 && this.over) {
      if ('error' in this.over) throw this.over.error;
      return undefined;
    }
    const items = this.items;
    this.items = [];
    this.source.resume();
    return items;
  }

  /** Whether the source will deliver nothing more. */
  get ended(): boolean {
    return this.over !== undefined;
  }

  /** Ends the waiting of `next` and forgets what is buffered. */
  leave(): void {
    this.items = [];
    this.end({});
  }

  private something(patienceMs?: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = patienceMs === undefined ? undefined : setTimeout(() => reject(new Silent(patienceMs)), patienceMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private end(over: { readonly error?: unknown }): void {
    this.over ??= over;
    this.wake();
  }
}
