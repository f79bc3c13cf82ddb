import { status } from '@grpc/grpc-js';

/** What we need of a call that answers with many messages. */
export interface Source<Item> {
  on(event: 'data', listener: (item: Item) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'status', listener: (ended: { readonly code: status }) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
  cancel(): void;
}

/** A source was asked to deliver and stayed silent for too long. */
export class Silent extends Error {
  constructor(ms: number) {
    super(`nothing came within ${Math.round(ms)} ms`);
    this.name = 'Silent';
  }
}

/** What was delivered is not all: nobody said that this is the end, or it was said that there is more. */
export class CutOff extends Error {
  constructor(what = 'the call ended without the status that says that everything came') {
    super(what);
    this.name = 'CutOff';
  }
}

/**
 * Takes what a call delivers in arrays of what is there, with back-pressure. An end counts only with the status OK of
 * the server: streams also end when they are cancelled, whoever did it. The listener for errors stays after everyone
 * has left: without one an error would end the process.
 */
export class Inflow<Item> {
  private items: Item[] = [];
  private over: { readonly error?: unknown } | undefined;
  private source: Source<Item> | undefined;
  private wake: () => void = () => undefined;

  /** @param most items are buffered before the source is paused */
  constructor(
    opening: Promise<Source<Item>>,
    private readonly most: number,
  ) {
    opening.then(
      (source) => {
        this.listen(source);
      },
      (error: unknown) => {
        this.end({ error });
      },
    );
  }

  /**
   * The next items, at least one.
   * @param patienceMs how long to wait for them; for ever without it
   * @returns undefined when everything has come, or the source was left
   * @throws what the source failed with (after what it delivered before), CutOff or Silent
   */
  async next(patienceMs?: number): Promise<Item[] | undefined> {
    while (this.items.length === 0 && !this.over) await this.something(patienceMs);
    if (this.items.length === 0 && this.over) {
      if ('error' in this.over) throw this.over.error;
      return undefined;
    }
    const items = this.items;
    this.items = [];
    this.source?.resume();
    return items;
  }

  /** Ends the waiting of `next`, forgets what is buffered and cancels the call, unless it has ended by itself. */
  leave(): void {
    this.items = [];
    if (!this.over) this.source?.cancel();
    this.end({});
  }

  private listen(source: Source<Item>): void {
    let isWhole = false;
    const ended = (): void => {
      this.end(isWhole ? {} : { error: new CutOff() });
    };
    source.on('error', (error) => {
      this.end({ error });
    });
    if (this.over) return source.cancel(); // everyone has left before it opened
    this.source = source;
    source.on('status', ({ code }) => {
      isWhole = code === status.OK;
    });
    source.on('end', ended);
    source.on('close', ended);
    source.on('data', (item) => {
      this.take(item);
    });
  }

  private take(item: Item): void {
    if (this.over) return;
    this.items.push(item);
    if (this.items.length >= this.most) this.source?.pause();
    // Everything that came with the same read of the socket goes together: one turn of the loop later, not one by one.
    if (this.items.length === 1) setImmediate(() => this.wake());
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
