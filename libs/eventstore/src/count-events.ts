import { performance } from 'node:perf_hooks';
import type { Position } from '@annals/kernel';
import { Connection } from './client/connection';
import { Reader } from './client/reader';
import type { Placed } from './log-event';

const PAGE = 1000;
const DEADLINE_MS = 5000;

const placed = ({ id, stream, revision, position }: Placed): Placed => ({ id, stream, revision, position });

/** Looks at the log without reading what is in them: no key is needed. */
export class EventCounter {
  private readonly connection: Connection;
  private readonly reader: Reader;

  constructor(connectionString: string) {
    this.connection = new Connection(connectionString);
    this.reader = new Reader(this.connection, DEADLINE_MS);
  }

  /**
   * How many events, the store's own apart, come after a place.
   * @param most it stops counting there: `most + 1` says "more"
   * @throws EventStoreUnavailable when the store is silent for 5 s, LogDamaged
   */
  async after(place: Position | undefined, most: number): Promise<number> {
    let count = 0;
    for await (const events of this.all(place)) {
      count += events.length;
      if (count > most) return most + 1;
    }
    return count;
  }

  /**
   * Every event after a place, the store's own apart, in pieces in the order of the log; it ends where the log did.
   * @throws EventStoreUnavailable when the store is silent for 5 s, LogDamaged
   */
  async *all(place: Position | undefined): AsyncGenerator<readonly Placed[]> {
    let last = place?.commit ?? -1n;
    for (;;) {
      const before = last;
      for await (const records of this.reader.page(last < 0n ? 0n : last, {
        count: PAGE,
        giveUpAt: performance.now() + DEADLINE_MS,
      })) {
        // A page begins with the event at its place, and repeats some after a fault.
        const fresh = records.filter(({ position }) => position.commit > last);
        last = fresh.at(-1)?.position.commit ?? last;
        yield fresh.filter(({ type }) => !type.startsWith('$')).map(placed);
      }
      if (last === before) return;
    }
  }

  /**
   * The last event that isn't one of the store's own, and where it is; undefined in an empty log. @throws
   * EventStoreUnavailable, LogDamaged
   */
  async last(): Promise<Placed | undefined> {
    const last = await this.reader.last();
    return last && placed(last);
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
