import type { RawEvent, RawStore } from '@annals/eventstore';
import { parseExactly } from '../log/stream-metadata';
import { familyName, isMetastream } from '../log/types';
import { MAX_APPEND_SIZE, sizeOf } from '../rpc/limits';
import { OneByOne } from './one-by-one';
import { name } from './difference';
import { meet, type Logs, type Meeting } from './meet';
import { isTombstone, withoutServers, type Planned, type Planner } from './plan';
import { CopyRefused, LogsDiffer } from './refused';
import type { Revisions } from './revisions';

/**
 * Events in an append at most: enough to make its costs small, few enough to answer within the servers' two seconds.
 */
const MOST_EVENTS = 1000;

/** A log that can be written. */
export type Target = Pick<RawStore, 'events' | 'append' | 'delete'>;

/** Two logs, and the way into one of them. */
export interface Route extends Logs {
  readonly target: Target;
}

/** What one request to the target brings into being. */
interface Request {
  readonly first: Planned;
  readonly events: readonly RawEvent[];
}

/**
 * Writes what the source has after a meeting, until it has no more: one request at a time, in the order of the log,
 * each at the exact revision.
 * @param copied told how many events came into being
 * @returns how many events the target holds then
 * @throws CopyRefused, LogsDiffer, or what the event stores fail with: then run it again
 */
export async function transfer(
  route: Route,
  { from, revisions }: { from: Meeting; revisions: Revisions },
  copied: (events: number) => void,
): Promise<number> {
  for (let meeting = from; ;) {
    const { events, stuck } = await send(route, { from: meeting, revisions }, copied);
    if (stuck === undefined) return events;
    // The stream has moved: by a request of an earlier run that arrived late, or by somebody else. Whatever is there is
    // compared.
    const met = await meet(route, meeting, {
      differs: (sentence) => {
        throw new LogsDiffer(sentence);
      },
    });
    if (met.events <= events)
      throw new CopyRefused(
        `The target refuses ${name(stuck.first.event)}: the stream does not end at the revision before it.`,
      );
    copied(met.events - events);
    meeting = met;
  }
}

async function send(
  { source, target }: Route,
  { from, revisions }: { from: Meeting; revisions: Revisions },
  copied: (events: number) => void,
): Promise<{ events: number; stuck?: Request }> {
  const log = new OneByOne(withoutServers(source.events(from.sourceAfter)));
  const planner = from.planner.copy();
  let { events } = from;
  try {
    for (;;) {
      const request = await nextRequest(log, planner);
      if (request === undefined) return { events };
      if ((await make(target, request, revisions)) === 'conflict') return { events, stuck: request };
      events += request.events.length;
      copied(request.events.length);
    }
  } finally {
    await log.close();
  }
}

/** The next event, and with it those of the same stream that stand directly behind it. */
async function nextRequest(log: OneByOne<RawEvent>, planner: Planner): Promise<Request | undefined> {
  const event = await take(log);
  if (event === undefined) return undefined;
  const first = planner.plan(event, log.next);
  log.step();
  const events = [event];
  if (first.making !== 'written' || isMetastream(event.stream)) return { first, events };
  for (let size = sizeOf(events); ;) {
    const behind = await take(log);
    if (behind?.stream !== event.stream || isTombstone(behind)) return { first, events };
    size += sizeOf([behind]);
    if (first.whole && size > MAX_APPEND_SIZE)
      throw new CopyRefused(
        `The source made the deleted stream ${event.stream} again with more than ${MAX_APPEND_SIZE} bytes at once, which this target may refuse.`,
      );
    if (!first.whole && (size > MAX_APPEND_SIZE || events.length >= MOST_EVENTS)) return { first, events };
    planner.plan(behind, log.next);
    events.push(behind);
    log.step();
  }
}

async function take(log: OneByOne<RawEvent>): Promise<RawEvent | undefined> {
  if (!log.ready) await log.fetch();
  return log.current;
}

async function make(
  target: Target,
  { first: { event, making }, events }: Request,
  revisions: Revisions,
): Promise<'appended' | 'conflict'> {
  const stream = familyName(event.stream);
  switch (making) {
    case 'written':
      return target.append({ stream: event.stream, expected: event.revision - 1, events });
    case 'followed':
      return 'appended'; // the target has written it already
    case 'revived':
      return target.append({
        stream,
        expected: Number(parseExactly(Buffer.from(event.data))?.['$tb'] ?? 0) - 1,
        events: [],
      });
    case 'deleted':
      await target.delete(stream, { expected: 'any', forEver: false });
      return 'appended'; // nothing can be lost that isn't deleted
    case 'ended':
      await target.delete(stream, { expected: revisions.of(stream), forEver: true });
      return 'appended';
  }
}
