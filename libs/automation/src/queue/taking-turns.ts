/** What was found, and whether there may be more for others. */
export interface Found<Thing> {
  readonly found: Thing;
  readonly more: boolean;
}

/** Looks for something; undefined where there is nothing. */
export type Looking<Thing> = () => Promise<Found<Thing> | undefined>;

/** Those who wait for the same thing. */
interface Waiting {
  /** Woken one at a time, who slept longest first. */
  readonly asleep: Set<() => void>;
  /** How many look or sleep. */
  here: number;
  /** It rang while nobody slept: whoever looks now may have looked too early. */
  rang: boolean;
}

/**
 * Many wait for the same things, each of which is for one of them: a ring wakes one, who passes it on where there is
 * more. If all looked at each ring, the cost of one thing would grow with those who wait for it.
 */
export class TakingTurns {
  private readonly waiting = new Map<string, Waiting>();

  /** There may be something. */
  ring(name: string): void {
    const group = this.waiting.get(name);
    if (!group) return;
    const [wake] = group.asleep;
    if (wake) wake();
    else group.rang = true;
  }

  /** There may be something for anybody. */
  ringAll(): void {
    for (const name of this.waiting.keys()) this.ring(name);
  }

  /**
   * Looks at once, then whenever it is woken, until it finds or the wait ends.
   * @param signal ends the wait
   * @returns what was found; undefined where the wait ended
   */
  async until<Thing>(name: string, look: Looking<Thing>, signal: AbortSignal): Promise<Thing | undefined> {
    const group = this.enter(name);
    // Whoever leaves more behind, fails, or was woken and does not look any more leaves it to the next one.
    let leavesIt = true;
    try {
      do {
        group.rang = false;
        leavesIt = true;
        const seen = await look();
        if (seen) {
          leavesIt = seen.more || group.rang;
          return seen.found;
        }
        leavesIt = group.rang || (await rung(group, signal));
      } while (leavesIt && !signal.aborted);
      return undefined;
    } finally {
      this.leave(name, group);
      if (leavesIt) this.ring(name);
    }
  }

  private enter(name: string): Waiting {
    const group = this.waiting.get(name) ?? { asleep: new Set(), here: 0, rang: false };
    this.waiting.set(name, group);
    group.here += 1;
    return group;
  }

  private leave(name: string, group: Waiting): void {
    group.here -= 1;
    if (group.here === 0) this.waiting.delete(name);
  }
}

/** Whether it rang for this one before the wait ended. */
function rung({ asleep }: Waiting, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((settle) => {
    const end = (rang: boolean): void => {
      asleep.delete(wake);
      signal.removeEventListener('abort', stop);
      settle(rang);
    };
    const wake = (): void => {
      end(true);
    };
    const stop = (): void => {
      end(false);
    };
    asleep.add(wake);
    signal.addEventListener('abort', stop, { once: true });
  });
}
