import { examine } from './examine';
import type { Logs } from './meet';
import { Progress } from '../progress';
import { transfer, type Route } from './transfer';
import { verify, type Verified } from './verify';

/** What was done, for a person. */
export interface Copied extends Verified {
  /** Events that this run wrote, and how long that took. */
  readonly written: number;
  readonly seconds: number;
}

/**
 * Brings a target to what the source holds and compares both, event by event. It keeps no state of its own: where an
 * earlier run ended is seen in the target.
 * @param tell gets lines about the progress
 * @throws CopyRefused before anything is written, when the target holds something else or the source something that
 * can't be copied
 */
export async function copyLog(route: Route, tell: (line: string) => void): Promise<Copied> {
  const { meeting, revisions, total } = await examine(route, new Progress('looked at', undefined, tell).add);
  tell(`the target holds ${meeting.events} of ${total} events`);
  const started = performance.now();
  const progress = new Progress('copied', total - meeting.events, tell);
  const events = await transfer(route, { from: meeting, revisions }, progress.add);
  const seconds = (performance.now() - started) / 1000;
  return { ...(await compareLogs(route, tell, events)), written: events - meeting.events, seconds };
}

/** Compares both, event by event, and writes nothing. @param until see `verify` */
export function compareLogs(logs: Logs, tell: (line: string) => void, until?: number): Promise<Verified> {
  return verify(logs, new Progress('compared', until, tell).add, until);
}
