import { performance } from 'node:perf_hooks';
import {
  fromMilliseconds,
  streamName,
  type DomainEvent,
  type Facts,
  type Frozen,
  type Instant,
  type Position,
  type Stream,
} from '@annals/kernel';
import { AppendChannel } from './client/append-channel';
import { Connection } from './client/connection';
import { ReadBack } from './client/read-back';
import type { RawEvent } from './client/raw-event';
import { Reader } from './client/reader';
import type { CommandContext } from './command-context';
import { whole, type Decided, type DecideOn, type Target } from './decision';
import { Decisions } from './decisions';
import { Decoder } from './decode';
import { Encoder } from './encode';
import { standardError, type EventStoreLog } from './event-store-log';
import type { CachedState } from './cached-state';
import { CachedStates } from './cached-states';
import type { Keyring } from './keyring';
import type { SnapshotStore } from './snapshot-store';
import { Snapshots } from './snapshots';
import { readLog, type LogOptions } from './log';
import type { EventAddress, LogBatch, LogEntry, LogEvent, Placed } from './log-event';
import { StateFeed } from './state-feed';
import type { StoredRecord } from './stored-record';
import { formsOfAnnals, type Forms } from './upcasting';

export interface EventStoreOptions {
  readonly connectionString: string;
  readonly keyring: Keyring;
  readonly clock?: () => Instant;
  /** The events that this process knows; those of Annals without it. */
  readonly forms?: Forms;
  /** Milliseconds until an append or a read gives up; 5000 without it. */
  readonly deadlineMs?: number;
  /** About how many folded streams stay in memory; 10,000 without it. */
  readonly hotStreams?: number;
  /**
   * Told when subscriptions to the log are lost, with an alarm when it happens again and again; one JSON line on
   * standard error without it.
   */
  readonly log?: EventStoreLog;
  /**
   * Streams whose cached states follow the log, by the beginnings of their names (`organization-`): guards then rarely
   * read. None without it.
   */
  readonly follow?: readonly string[];
  /** Where the states of long streams are kept for a later cold load; none are without it. */
  readonly snapshots?: {
    readonly store: SnapshotStore;
    /** Names all code that a state comes from: a snapshot of another version is not read. */
    readonly version: string;
    /** A snapshot is taken of a stream with more events, and again after as many; 1,000 without it. */
    readonly every?: number;
  };
}

const DEADLINE_MS = 5000;
const HOT_STREAMS = 10_000;
/** How old the state of a guard may be (history.md §3). */
const GUARD_MAX_AGE_MS = 2000;

/**
 * Streams and the log, behind one door: everything that Annals reads from or writes to the event store. One for each
 * process.
 */
export class EventStore {
  private readonly commands: Connection;
  private readonly logs: Connection;
  private readonly reader: Reader;
  private readonly logReader: Reader;
  private readonly decoder: Decoder;
  private readonly snapshots: Snapshots | undefined;
  private readonly states: CachedStates;
  private readonly decisions: Decisions;
  private readonly deadlineMs: number;
  private readonly told: EventStoreLog;
  private readonly feed: StateFeed | undefined;
  private readonly listeners = new Set<(stream: string) => void>();

  constructor({
    connectionString,
    keyring,
    clock = () => fromMilliseconds(Date.now()),
    forms = formsOfAnnals,
    deadlineMs = DEADLINE_MS,
    hotStreams = HOT_STREAMS,
    log = standardError,
    follow = [],
    snapshots,
  }: EventStoreOptions) {
    // A client of its own for the log: a connection that is dropped because appends stall must not end subscriptions.
    this.commands = new Connection(connectionString);
    this.logs = new Connection(connectionString);
    this.deadlineMs = deadlineMs;
    this.told = log;
    this.reader = new Reader(this.commands, deadlineMs);
    this.logReader = new Reader(this.logs, deadlineMs);
    this.decoder = new Decoder(keyring, forms);
    this.snapshots = snapshots && new Snapshots({ ...snapshots, keyring, log });
    this.states = new CachedStates({
      reader: this.reader,
      decoder: this.decoder,
      most: hotStreams,
      snapshots: this.snapshots,
    });
    this.feed =
      follow.length === 0
        ? undefined
        : new StateFeed({
            connection: this.logs,
            reader: this.logReader,
            states: this.states,
            prefixes: follow,
            deadlineMs,
            log,
            news: (stream) => {
              for (const listener of this.listeners) listener(stream);
            },
          });
    this.decisions = new Decisions({
      stored: (place, sentAt) => this.feed?.appended(place, sentAt),
      states: this.states,
      channel: new AppendChannel(this.commands),
      reader: this.reader,
      readBack: new ReadBack(this.reader),
      encoder: new Encoder(keyring, forms.definitions),
      decoder: this.decoder,
      clock,
      deadlineMs,
    });
  }

  /**
   * Carries out a command on one stream: state → decide → append with the exact revision, decided anew on conflict. A
   * command that the stream remembers is answered from that memory, and `decide` is not called (history.md §3).
   * @param decide gives events, or `{ events, result }` where the caller needs to know what was decided on: the result
   * is of the decision that counted, however often it was taken anew
   * @throws Refused of the decision, REVISION_MISMATCH, CONFLICT; OutcomeUnknown (503: repeat with the same id);
   * EventStoreUnavailable (503); LogDamaged when the stream cannot be read
   */
  decide<S, E extends DomainEvent, R = undefined>(
    target: Target<S, E>,
    context: CommandContext,
    decide: DecideOn<S, E, R>,
  ): Promise<Decided<E, R>> {
    return this.decisions.decide(target, context, decide);
  }

  /**
   * What a command came to before, where the stream remembers it (history.md §3).
   * @throws EventStoreUnavailable, LogDamaged
   */
  remembered<S, E extends DomainEvent>(
    target: Target<S, E>,
    context: CommandContext,
  ): Promise<Decided<E, never> | undefined> {
    return this.decisions.remembered(target, context);
  }

  /**
   * Looks at a stream as a command of it would, now, and appends nothing: `result` is what `look` says, nothing where
   * the stream remembers the command. For what has to be shown, made or counted before a command is carried out.
   * @throws Refused of `look`, and what else `decide` throws
   */
  preview<S, E extends DomainEvent, R>(
    target: Target<S, E>,
    context: CommandContext,
    look: (state: Frozen<S>, facts: Facts) => R,
  ): Promise<Decided<E, R>> {
    return this.decisions.decide(target, context, (state, facts) => ({ events: [], result: look(state, facts) }));
  }

  /**
   * Whether a command would append anything now: not when the stream remembers it, and not when nothing would happen.
   * For what is counted before it is done.
   * @throws what `decide` of this class throws
   */
  async wouldAppend<S, E extends DomainEvent, R>(
    target: Target<S, E>,
    context: CommandContext,
    decide: DecideOn<S, E, R>,
  ): Promise<boolean> {
    const { result = [] } = await this.preview(target, context, decide);
    return whole(result).events.length > 0;
  }

  /**
   * The folded state of a stream, for guards and jobs. It is the live one: take what you need before you await.
   * @param maxAge read anew when it was checked longer ago (milliseconds); 0 = what is so now; or not since a moment
   * (performance.now()), for who has looked at something else since then
   * @returns revision -1 when the stream doesn't exist
   * @throws EventStoreUnavailable, LogDamaged
   */
  async state<S, E extends DomainEvent>(
    { stream, id }: Target<S, E>,
    maxAge: number | { readonly since: number } = GUARD_MAX_AGE_MS,
  ): Promise<{ readonly state: Frozen<S>; readonly revision: number }> {
    const name = streamName(stream.category, ...id);
    const asked = performance.now();
    const moment = typeof maxAge === 'number' ? asked - maxAge : maxAge.since;
    const young = () => this.states.peek(name, stream, (cached) => this.isYoung(name, cached, moment));
    const cached =
      young() ??
      ((await this.reached(name, stream, moment)) ? young() : undefined) ??
      (await this.readAnew(name, stream, { asked, moment }));
    return { state: cached.state as Frozen<S>, revision: cached.revision };
  }

  /** Whether the feed may have something to say about an entry; then it has made itself as current as a moment. */
  private async reached<S, E extends DomainEvent>(
    name: string,
    stream: Stream<S, E>,
    moment: number,
  ): Promise<boolean> {
    const known = this.states.peek(name, stream);
    return (
      known !== undefined && known.revision >= known.seen && (await this.feed?.reach(name, known, moment)) === true
    );
  }

  /**
   * Whether an entry was known to be the whole stream after a moment: by reading it, or because the feed has said
   * nothing else.
   */
  private isYoung(
    name: string,
    cached: Pick<CachedState<never, never>, 'checkedAt' | 'seen' | 'revision'>,
    moment: number,
  ): boolean {
    return (
      cached.revision >= cached.seen && Math.max(cached.checkedAt, this.feed?.asOf(name, cached) ?? -Infinity) > moment
    );
  }

  private readAnew<S, E extends DomainEvent>(
    name: string,
    stream: Stream<S, E>,
    { asked, moment }: { readonly asked: number; readonly moment: number },
  ): Promise<CachedState<S, E>> {
    const giveUpAt = asked + this.deadlineMs;
    return this.states.inTurn(name, giveUpAt, async () => {
      const { cached } = await this.states.load(name, stream, giveUpAt);
      // Somebody before us in the turn may have read it already.
      if (!this.isYoung(name, cached, moment)) await this.states.catchUp(name, cached, giveUpAt);
      return cached;
    });
  }

  /**
   * Tells whenever a followed stream has something new, whoever appended it; `state` knows it by then.
   * @returns stops it
   */
  onNews(listener: (stream: string) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /**
   * All events of one stream, in order, opened; none where it doesn't exist. @throws EventStoreUnavailable, LogDamaged
   */
  async *read(stream: string): AsyncIterable<LogEvent> {
    for await (const records of this.reader.stream(stream, 0)) yield* await this.decoder.decode(records);
  }

  /**
   * The event of a stream at a revision, opened; undefined where it has none. For who knows by the state where
   * something is said. @throws EventStoreUnavailable, LogDamaged
   */
  async eventAt(stream: string, revision: number): Promise<LogEvent | undefined> {
    const record = await this.reader.at(stream, revision, performance.now() + this.deadlineMs);
    if (record?.revision !== revision) return undefined;
    return (await this.decoder.decode([record]))[0];
  }

  /**
   * Opens events that are kept elsewhere as they are stored; what can't be read is in its place, with the reason.
   * @throws what the keyring throws
   */
  open(records: readonly StoredRecord[]): Promise<LogEntry[]> {
    return this.decoder.entries(records);
  }

  /** The log after `from`, in batches, decoded once; it goes on by itself after every end that was not asked for. */
  log(options: LogOptions): AsyncIterable<LogBatch> {
    return readLog(this.logs, this.decoder, { ...options, deadlineMs: this.deadlineMs, log: this.told });
  }

  /**
   * At most so many events of the log from a place on, the one there and the store's own included, as their bytes are
   * stored: for what proves them. @throws EventStoreUnavailable, LogDamaged
   */
  bytesFrom(place: Position | 'start', most: number): Promise<readonly RawEvent[]> {
    return this.logReader.bytes(place, { count: most, giveUpAt: performance.now() + this.deadlineMs });
  }

  /** The place of the last event in the log; undefined in an empty one. @throws EventStoreUnavailable, LogDamaged */
  async head(): Promise<Position | undefined> {
    return (await this.last())?.position;
  }

  /**
   * The last event in the log, and where it is; undefined in an empty one. @throws EventStoreUnavailable, LogDamaged
   */
  async last(): Promise<Placed | undefined> {
    const last = await this.logReader.last();
    return last && { id: last.id, stream: last.stream, revision: last.revision, position: last.position };
  }

  /**
   * Names this log among all logs: a copy, however equal, has another identity. Undefined in a log without anything.
   * @throws EventStoreUnavailable, LogDamaged
   */
  identity(): Promise<string | undefined> {
    return this.logReader.identity();
  }

  /** Where an event is in this log; undefined when it is not. @throws EventStoreUnavailable, LogDamaged */
  async placeOf({ id, stream, revision }: EventAddress): Promise<Position | undefined> {
    const found = await this.logReader.at(stream, revision, performance.now() + this.deadlineMs);
    return found?.id === id && found.revision === revision ? found.position : undefined;
  }

  /** Ends every call. Appends that wait for an answer settle as OutcomeUnknown. */
  async close(): Promise<void> {
    await Promise.all([this.feed?.close(), this.snapshots?.close()]);
    await Promise.all([this.commands.close(), this.logs.close()]);
  }
}
