import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { ResumingReader } from '../contract/resuming';
import { writeUntil, type WriterReport } from '../contract/writers';

/** Who writes, who reads, and how often what is under them is killed. */
export interface ThroughKills {
  readonly client: EventStoreDBClient;
  /** The reader's own: it may be ended alone. */
  readonly outside: EventStoreDBClient;
  readonly inFlight: number;
  readonly kills: number;
  /** Position behind which the reader begins. */
  readonly after?: bigint;
}

/**
 * Appends go on and a reader follows them while something is killed again and again.
 * @param kill kills it and brings it back; gives how long that took in milliseconds
 * @returns how long each return took, what the writers saw, and the reader, which is to be stopped
 */
export async function writeThroughKills(
  { client, outside, inFlight, kills, after }: ThroughKills,
  kill: (times: number, reader: ResumingReader) => Promise<number>,
): Promise<{ restarts: readonly number[]; report: WriterReport; reader: ResumingReader }> {
  const reader = new ResumingReader(outside, after);
  let done = false;
  const writing = writeUntil(client, inFlight, () => done);
  const restarts: number[] = [];
  for (let times = 0; times < kills; times += 1) {
    await reader.more(100 + randomInt(200));
    await pause(randomInt(20)); // not always right behind a commit
    restarts.push(await kill(times, reader));
  }
  await reader.more(200);
  done = true;
  return { restarts, report: await writing, reader };
}
