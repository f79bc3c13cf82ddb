import type { LogBatch } from '@annals/eventstore';
import { Cursor, type Log } from './cursor';

/** A log that gives what it is told to, when it is told to. */
class ToldLog implements Log {
  private readonly batches: LogBatch[] = [];
  private wake: () => void = () => undefined;

  give(upTo: bigint, live: boolean): void {
    this.batches.push({ events: [], upTo: { commit: upTo, prepare: upTo }, live });
    this.wake();
  }

  head() {
    return Promise.resolve(undefined);
  }

  async *log({ signal }: { readonly signal: AbortSignal }): AsyncGenerator<LogBatch> {
    signal.addEventListener('abort', () => {
      this.wake();
    });
    while (!signal.aborted) {
      const batch = this.batches.shift();
      if (batch) yield batch;
      else
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
    }
  }
}

describe('the pace of a cursor', () => {
  let log: ToldLog;
  let cursor: Cursor;
  beforeEach(() => {
    jest.useFakeTimers();
    log = new ToldLog();
    cursor = new Cursor({ store: log, from: 'start', signal: new AbortController().signal, maxBatch: 5000 });
  });
  afterEach(async () => {
    await cursor.close();
    jest.useRealTimers();
  });
  /** What a taker that waits has got after some time: the place, or nothing yet. */
  const taker = () => {
    let got: bigint | undefined;
    const taking = cursor.next().then((piece) => {
      got = piece?.upTo.commit;
    });
    return {
      taking,
      after: async (milliseconds: number) => {
        await jest.advanceTimersByTimeAsync(milliseconds);
        return got;
      },
    };
  };

  it('lets what comes alone wait for nobody', async () => {
    log.give(1n, true);
    expect(await taker().after(0)).toBe(1n);
    await jest.advanceTimersByTimeAsync(50);
    log.give(2n, true);
    expect(await taker().after(0)).toBe(2n);
  });

  it('hands out together what comes soon after a piece', async () => {
    log.give(1n, true);
    await taker().after(0);
    log.give(2n, true);
    const next = taker();
    expect(await next.after(9)).toBeUndefined();
    log.give(3n, true);
    expect(await next.after(1)).toBe(3n);
  });

  it('waits longer after a piece that took long to be written, and forgets nobody when it learns that late', async () => {
    log.give(1n, true);
    await taker().after(0);
    log.give(2n, true);
    const next = taker();
    expect(await next.after(5)).toBeUndefined();
    cursor.wrote(20);
    expect(await next.after(34)).toBeUndefined();
    expect(await next.after(1)).toBe(2n);
  });

  it('gives a piece that was announced, whatever it learns then', async () => {
    log.give(1n, true);
    await taker().after(0);
    log.give(2n, true);
    await jest.advanceTimersByTimeAsync(10);
    cursor.wrote(1_000);
    expect(cursor.waiting).toBe(true);
    expect(await taker().after(0)).toBe(2n);
  });
});
