interface Most {
  /** Of one owner. */
  readonly each: number;
  readonly all: number;
  readonly waiting: number;
}

/** Lets so many works of each owner, and so many of all, go on at a time; the others wait in order. */
export class Slots {
  private readonly waiting: { readonly owner: string; readonly go: () => void }[] = [];
  private readonly busy = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: Most) {}

  /** Whether nobody should wait any more. */
  isFull(): boolean {
    return this.waiting.length >= this.most.waiting;
  }

  async inTurn<T>(owner: string, work: () => Promise<T>): Promise<T> {
    if (this.isFree(owner)) this.count(owner, 1);
    else
      await new Promise<void>((go) => {
        this.waiting.push({ owner, go });
      });
    try {
      return await work();
    } finally {
      this.count(owner, -1);
      this.next();
    }
  }

  private isFree(owner: string): boolean {
    return this.all < this.most.all && (this.busy.get(owner) ?? 0) < this.most.each;
  }

  private count(owner: string, by: 1 | -1): void {
    this.all += by;
    const now = (this.busy.get(owner) ?? 0) + by;
    if (now === 0) this.busy.delete(owner);
    else this.busy.set(owner, now);
  }

  /** Whose turn it is, is counted before anybody else can take it. */
  private next(): void {
    const index = this.waiting.findIndex(({ owner }) => this.isFree(owner));
    if (index === -1) return;
    for (const { owner, go } of this.waiting.splice(index, 1)) {
      this.count(owner, 1);
      go();
    }
  }
}
