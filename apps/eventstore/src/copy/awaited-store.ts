import type { RawEvent } from '@annals/eventstore';
import type { Position } from '@annals/kernel';
import type { Target } from './transfer';

/** How often whoever looks on is told that nothing comes. */
const EVERY_MS = 5000;

/** Who is waited for, and who is told. */
interface Telling {
  /** E.g. "the source esdb://…". */
  readonly name: string;
  readonly tell: (line: string) => void;
  readonly everyMs?: number;
}

/** An event store that is not waited for in silence: it may be asked again for a minute before it is given up. */
export class AwaitedStore implements Target {
  constructor(
    private readonly store: Target,
    private readonly telling: Telling,
  ) {}

  async *events(after?: Position): AsyncGenerator<RawEvent[]> {
    const arrays = this.store.events(after);
    try {
      for (;;) {
        const arrived = await this.awaited(arrays.next());
        if (arrived.done === true) return;
        yield arrived.value;
      }
    } finally {
      await arrays.return(undefined);
    }
  }

  append(...what: Parameters<Target['append']>): ReturnType<Target['append']> {
    return this.awaited(this.store.append(...what));
  }

  delete(...what: Parameters<Target['delete']>): ReturnType<Target['delete']> {
    return this.awaited(this.store.delete(...what));
  }

  private async awaited<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const { name, tell, everyMs = EVERY_MS } = this.telling;
    let times = 0;
    const timer = setInterval(() => {
      tell(`waiting for ${name}, which has not answered for ${((times += 1) * everyMs) / 1000} s`);
    }, everyMs);
    try {
      return await answer;
    } finally {
      clearInterval(timer);
    }
  }
}
