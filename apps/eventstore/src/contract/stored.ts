import { START, type AllStreamRecordedEvent, type EventStoreDBClient } from '@eventstore/db-client';
import type { WriterReport, WrittenAppend } from './writers';

/** What came of all appends of some writers. */
export interface Figures {
  readonly appends: number;
  /** Appends and events that were acknowledged. */
  readonly acknowledged: number;
  readonly acknowledgedEvents: number;
  /** Appends that ended with an error, and how many of them are stored all the same. */
  readonly unknown: number;
  readonly unknownStored: number;
  readonly retries: number;
  /** Events of acknowledged appends that are not there, or not where the answer said. */
  readonly lost: number;
  /** Events that are there more than once. */
  readonly doubled: number;
  /** Everything that contradicts the promise, in words: must be empty. */
  readonly problems: readonly string[];
}

/** The log behind a position, as a reader sees it. */
export interface Written {
  readonly ids: readonly string[];
  readonly byStream: ReadonlyMap<string, readonly AllStreamRecordedEvent[]>;
  readonly problems: readonly string[];
}

/** Reads the log behind a position; positions and the revisions of streams that began there must have no gaps. */
export async function readBehind(client: EventStoreDBClient, after: bigint): Promise<Written> {
  const ids: string[] = [];
  const byStream = new Map<string, AllStreamRecordedEvent[]>();
  const problems: string[] = [];
  let previous = after;
  for await (const { event } of client.readAll({
    fromPosition: after === 0n ? START : { commit: after + 1n, prepare: after + 1n },
  })) {
    if (event === undefined) throw new Error('a read of the log delivered no event');
    if (event.position.commit !== previous + 1n) problems.push(`position ${event.position.commit} follows ${previous}`);
    previous = event.position.commit;
    const stream = byStream.get(event.streamId) ?? [];
    if (event.revision !== BigInt(stream.length))
      problems.push(`${event.streamId}: revision ${event.revision} where ${stream.length} belongs`);
    stream.push(event);
    byStream.set(event.streamId, stream);
    ids.push(event.id);
  }
  return { ids, byStream, problems };
}

/** Ids in the order in which a stream itself delivers them. */
async function idsOf(client: EventStoreDBClient, stream: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { event } of client.readStream(stream)) if (event !== undefined) ids.push(event.id);
  return ids;
}

const isStored = (append: WrittenAppend, stored: readonly AllStreamRecordedEvent[], from: number): boolean =>
  append.ids.every((id, index) => stored[from + index]?.id === id);

/**
 * One stream: its acknowledged appends in their order, each where its answer said, perhaps the whole last unknown one,
 * and nothing else.
 */
function checkStream(
  appends: readonly WrittenAppend[],
  stored: readonly AllStreamRecordedEvent[],
): { lost: number; unknownStored: number; problems: string[] } {
  const problems: string[] = [];
  let [next, lost, unknownStored] = [0, 0, 0];
  for (const append of appends) {
    const isThere = isStored(append, stored, next);
    if (isThere) next += append.ids.length;
    if (append.answer === undefined) unknownStored += isThere ? 1 : 0;
    else if (!isThere) lost += append.ids.length;
    else if (append.answer.revision !== BigInt(next - 1))
      problems.push(`${append.stream}: answered revision ${append.answer.revision}, stored up to ${next - 1}`);
    else if (append.answer.position !== stored[next - 1]?.position.commit)
      problems.push(
        `${append.stream}: answered position ${append.answer.position ?? 'none'}, stored at ${stored[next - 1]?.position.commit ?? 'none'}`,
      );
  }
  if (lost > 0) problems.push(`${appends[0]?.stream ?? ''}: ${lost} acknowledged events are not where they belong`);
  if (next !== stored.length)
    problems.push(
      `${appends[0]?.stream ?? ''}: ${stored.length - next} events more than anybody wrote, or an append in parts`,
    );
  return { lost, unknownStored, problems };
}

/** What was begun after the answer to another append has a higher position than that. */
function checkOrder(appends: readonly WrittenAppend[]): string[] {
  const answered = appends.flatMap(({ begun, ended, answer }) =>
    answer?.position === undefined ? [] : [{ begun, ended, position: answer.position }],
  );
  const byBegin = answered.toSorted((a, b) => a.begun - b.begun);
  const byEnd = answered.toSorted((a, b) => a.ended - b.ended);
  const problems: string[] = [];
  let [highest, done] = [0n, 0];
  for (const { begun, position } of byBegin) {
    for (let end = byEnd[done]; end !== undefined && end.ended < begun; end = byEnd[(done += 1)])
      if (end.position > highest) highest = end.position;
    if (position <= highest) problems.push(`an append begun after ${highest} was answered has position ${position}`);
  }
  return problems;
}

function byStreamOf(appends: readonly WrittenAppend[]): Map<string, WrittenAppend[]> {
  const streams = new Map<string, WrittenAppend[]>();
  for (const append of appends) {
    const own = streams.get(append.stream) ?? [];
    own.push(append);
    streams.set(append.stream, own);
  }
  return streams;
}

/**
 * Holds what writers were told against what is stored behind a position: everything acknowledged is there once, where
 * its answer said and in its order; everything else wholly or not at all; nobody else's events; no gaps.
 */
export async function compareWithStored(
  client: EventStoreDBClient,
  { appends, retries }: WriterReport,
  after = 0n,
): Promise<Figures & { ids: readonly string[] }> {
  const { ids, byStream, problems: found } = await readBehind(client, after);
  const problems = [...found, ...checkOrder(appends)];
  let [lost, unknownStored] = [0, 0];
  for (const [stream, own] of byStreamOf(appends)) {
    const stored = byStream.get(stream) ?? [];
    const checked = checkStream(own, stored);
    lost += checked.lost;
    unknownStored += checked.unknownStored;
    problems.push(...checked.problems);
    if (stored.length > 0 && (await idsOf(client, stream)).join() !== stored.map(({ id }) => id).join())
      problems.push(`${stream} reads otherwise than the log`);
  }
  const acknowledged = appends.filter(({ answer }) => answer !== undefined);
  const doubled = ids.length - new Set(ids).size;
  if (doubled > 0) problems.push(`${doubled} events are there more than once`);
  return {
    ids,
    appends: appends.length,
    acknowledged: acknowledged.length,
    acknowledgedEvents: acknowledged.reduce((sum, { ids: own }) => sum + own.length, 0),
    unknown: appends.length - acknowledged.length,
    unknownStored,
    retries,
    lost,
    doubled,
    problems,
  };
}

/** The figures as one line for people. */
export function sentence({
  appends,
  acknowledged,
  acknowledgedEvents,
  unknown,
  unknownStored,
  retries,
  lost,
  doubled,
}: Figures): string {
  return `${appends} appends, ${acknowledged} acknowledged (${acknowledgedEvents} events, ${retries} repeats), ${unknown} left unknown (${unknownStored} stored), ${lost} lost, ${doubled} doubled`;
}

/** The middle one. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
