import type { Position } from '@annals/kernel';
import type { Reader } from './client/reader';
import { isAfter } from './log';

/**
 * What a look reads beyond the feed's place at most. Checkpoints bring the place along every 1,024 events, so there
 * rarely is more.
 */
const TAIL = 2000;
interface TailRequest {
  readonly after: Position;
  /** When the store's silence ends the reading (performance.now()). */
  readonly giveUpAt: number;
  readonly isWanted: (stream: string) => boolean;
}

interface Tail {
  /** The last event there; `after` where there is none. */
  readonly last: Position;
  /** The last of a stream that is wanted. */
  readonly wanted: bigint | undefined;
  readonly isAll: boolean;
}

/** What the log has beyond a place. @throws EventStoreUnavailable, LogDamaged */
export async function tailOf(reader: Pick<Reader, 'page'>, { after, giveUpAt, isWanted }: TailRequest): Promise<Tail> {
  let [last, wanted, count]: [Position, bigint | undefined, number] = [after, undefined, 0];
  for await (const records of reader.page(after.commit, { count: TAIL, giveUpAt })) {
    count += records.length;
    for (const { position, stream } of records) {
      if (position.commit > after.commit && isWanted(stream)) wanted = position.commit;
      last = isAfter(position, last) ? position : last;
    }
  }
  return { last, wanted, isAll: count < TAIL };
}
