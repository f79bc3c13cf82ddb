/**
 * One item after the other of what comes in arrays, with a look at the next one; waiting costs a turn of the loop only
 * between two arrays.
 */
export class OneByOne<Item> {
  private readonly arrays: AsyncIterator<readonly Item[]>;
  private items: readonly Item[] = [];
  private at = 0;
  private ended = false;

  constructor(arrays: AsyncIterable<readonly Item[]>) {
    this.arrays = arrays[Symbol.asyncIterator]();
  }

  /** Whether `current` and `next` say what there is. */
  get ready(): boolean {
    return this.ended || this.at + 1 < this.items.length;
  }

  /** Undefined at the end. */
  get current(): Item | undefined {
    return this.items[this.at];
  }

  get next(): Item | undefined {
    return this.items[this.at + 1];
  }

  async fetch(): Promise<void> {
    while (!this.ready) {
      const arrived = await this.arrays.next();
      this.ended = arrived.done === true;
      if (arrived.done === true) return;
      this.items = [...this.items.slice(this.at), ...arrived.value];
      this.at = 0;
    }
  }

  step(): void {
    this.at += 1;
  }

  async close(): Promise<void> {
    await this.arrays.return?.();
  }
}
