import { status } from '@grpc/grpc-js';
import type { EventLog } from '../log/event-log';
import { compileFilter, type Filter } from '../log/filter';
import { LINK_TYPE, type StoredEvent } from '../log/types';
import type { AllStart, ReadOptions, StreamStart } from '../wire/read';
import { encodeLastRevision, encodeResolvedEvent, encodeStreamNotFound } from '../wire/recorded-event';
import { mayRead, type Caller } from './access';
import type { Outflow } from './call';
import { Failure, badPattern, handlerFailed, streamDeleted } from './failures';

export const readFailed = (what: 'Stream' | 'All'): Failure =>
  new Failure(status.UNKNOWN, `Unexpected Read${what}Result: Error`);

/** A read or a subscription, and who asked for it. */
export interface ReadRequest extends ReadOptions {
  readonly caller: Caller;
}

async function sendResolved(
  log: EventLog,
  outflow: Outflow,
  event: StoredEvent,
  { structuredIds, caller }: ReadRequest,
): Promise<void> {
  const target = await log.target(event, (stream, family) => mayRead(caller, stream, family));
  await outflow.send(
    encodeResolvedEvent(target === 'not-a-link' ? { event } : { event: target, link: event }, structuredIds),
  );
}

/**
 * Sends one event the way the request asked for it. Prompt clients cost no promise per event: undefined means go on at
 * once.
 */
export function sendEvent(
  log: EventLog,
  outflow: Outflow,
  event: StoredEvent,
  options: ReadRequest,
): Promise<void> | undefined {
  if (options.resolveLinks && event.type === LINK_TYPE) return sendResolved(log, outflow, event, options);
  return outflow.send(encodeResolvedEvent({ event }, options.structuredIds));
}

async function sendAll(
  log: EventLog,
  outflow: Outflow,
  events: readonly StoredEvent[],
  options: ReadRequest,
): Promise<void> {
  for (const event of events) {
    if (outflow.isOver) return;
    const slow = sendEvent(log, outflow, event, options);
    if (slow !== undefined) await slow;
  }
}

const asNumber = (value: bigint): number => Number(value);
const atMost = (count: bigint): number =>
  count > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(count);

/** Read of one stream: its events, or one message that says it is not there. */
export async function readStream(
  log: EventLog,
  outflow: Outflow,
  { stream, from, count }: { stream: string; from: StreamStart; count: bigint },
  options: ReadRequest,
): Promise<void> {
  if (count === 0n || (from === 'end' && !options.backwards)) throw readFailed('Stream');
  const visible = await log.visibility(stream);
  if (visible.kind === 'tombstoned') throw streamDeleted(stream);
  if (visible.kind === 'missing') {
    await outflow.send(encodeStreamNotFound(stream));
    return;
  }
  const { id, first, last, notBefore } = visible;
  const start = from === 'start' ? 0 : from === 'end' ? last : Math.min(asNumber(from), last + 1);
  const range = options.backwards
    ? { low: first, high: Math.min(start, last) }
    : { low: Math.max(first, start), high: last };
  for await (const page of log.stream(options.backwards ? 'backwards' : 'forwards', {
    id,
    name: stream,
    ...range,
    count: atMost(count),
    notBefore,
  })) {
    await sendAll(log, outflow, page, options);
    if (outflow.isOver) return;
  }
  if (options.saysLast) await outflow.send(encodeLastRevision(last));
}

/** Where a read of $all begins and ends, positions included. Forwards a position counts, backwards it does not. */
export function rangeOfAll(all: AllStart, backwards: boolean, end: number): { low: number; high: number } {
  if (all === 'start') return backwards ? { low: 1, high: 0 } : { low: 1, high: end };
  if (all === 'end') return backwards ? { low: 1, high: end } : { low: end + 1, high: end };
  if (all.commit < all.prepare) throw handlerFailed();
  const commit = asNumber(all.commit);
  if (!backwards) return { low: commit, high: end };
  if (commit > end) throw readFailed('All');
  return { low: 1, high: commit - 1 };
}

/** The filter of a request. @throws Failure when its pattern is none */
export function filterOf({ filter }: ReadOptions): Filter | undefined {
  if (filter === undefined || filter === 'none') return undefined;
  try {
    return compileFilter(filter);
  } catch (error) {
    if (error instanceof SyntaxError) throw badPattern(filter.regex);
    throw error;
  }
}

/** Read of $all, filtered or not. */
export async function readAll(
  log: EventLog,
  outflow: Outflow,
  { all, count }: { all: AllStart; count: bigint },
  options: ReadRequest,
): Promise<void> {
  const filter = filterOf(options);
  const range = rangeOfAll(all, options.backwards, log.feed.position);
  let left = atMost(count);
  for await (const page of log.all(options.backwards ? 'backwards' : 'forwards', {
    ...range,
    count: filter === undefined ? left : Number.MAX_SAFE_INTEGER,
  })) {
    const wanted = filter === undefined ? page : page.filter(filter).slice(0, left);
    await sendAll(log, outflow, wanted, options);
    left -= wanted.length;
    if (left <= 0 || outflow.isOver) return;
  }
}
