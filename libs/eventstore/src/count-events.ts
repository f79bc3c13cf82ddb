import { performance } from 'node:perf_hooks';
import type { Position } from '@annals/kernel';
import { Connection } from './client/connection';
import { Reader } from './client/reader';
import type { Placed } from './log-event';

const PAGE = 1000;
const DEADLINE_MS = 5000;

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
    let last = place?.commit ?? -1n;
    for (let count = 0; ;) {
      const before = last;
      for await (const records of this.reader.page(last < 0n ? 0n : last, {
        count: PAGE,
        giveUpAt: performance.now() + DEADLINE_MS,
      })) {
        // A page begins with the event at its place, and repeats some after a fault.
        const fresh = records.filter(({ position }) => position.commit > last);
        count += fresh.filter(({ type }) => !type.startsWith('$')).length;
        last = fresh.at(-1)?.position.commit ?? last;
      }
      if (last === before || count > most) return Math.min(count, most + 1);
    }
  }

  /**
   * The last event that isn't one of the store's own, and where it is; undefined in an empty log. @throws
   * EventStoreUnavailable, LogDamaged
   */
  async last(): Promise<Placed | undefined> {
    const last = await this.reader.last();
    return last && { id: last.id, stream: last.stream, revision: last.revision, position: last.position };
  }

  async close(): Promise<void> {
    await this.connection.close();
  }
}
