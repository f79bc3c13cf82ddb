import { performance } from 'node:perf_hooks';
import type { DomainEvent, Stream } from '@annals/kernel';
import { LRUCache } from 'lru-cache';
import { Bounded } from './bounded';
import type { Reader } from './client/reader';
import type { CommandMemory } from './command-memory';
import type { Decoder } from './decode';
import { EventStoreUnavailable } from './faults';
import { CachedState } from './cached-state';
import type { LogEvent } from './log-event';
import type { Snapshots, Snapshottable } from './snapshots';
import type { StoredRecord } from './stored-record';

/** Streams that are read whole at once, at most: more of them only make each other slower than their deadlines. */
const LOADS = 8;
/** An entry weighs one, and a tenth for every command it remembers. */
const COMMANDS_PER_WEIGHT = 10;

/** What an entry is beside its types: the definition proves which state it holds. */
interface AnyHot extends Snapshottable {
  readonly stream: object;
  readonly memory: CommandMemory;
  seen: number;
  addStored(event: LogEvent): void;
}

interface CachedStatesOptions {
  readonly reader: Reader;
  readonly decoder: Decoder;
  /** Streams, fewer when their memories of commands are long. */
  readonly most: number;
  readonly snapshots?: Snapshots | undefined;
}

/**
 * Folded streams in memory (architecture §4). Whoever changes an entry holds the stream's turn, so there is one load
 * and one fold at a time.
 */
export class CachedStates {
  private readonly entries: LRUCache<string, AnyHot>;
  private readonly turns = new Map<string, Promise<unknown>>();
  /** What a turn works on, which may not be among the entries (yet, or any more). */
  private readonly held = new Map<string, AnyHot>();
  private readonly loads = new Bounded(LOADS);

  constructor(private readonly options: CachedStatesOptions) {
    this.entries = new LRUCache({ maxSize: options.most, sizeCalculation: weight });
  }

  /**
   * Runs one thing after the other for a stream, in the order of asking. Waiting counts: what has not begun at
   * `giveUpAt` (performance.now()) never runs. @throws EventStoreUnavailable then
   */
  async inTurn<T>(name: string, giveUpAt: number, work: () => Promise<T>): Promise<T> {
    const run = () => work().finally(() => this.held.delete(name));
    const before = this.turns.get(name);
    if (!before) return await this.hold(name, run());
    return await new Promise<T>((resolve, reject) => {
      let gone = false;
      const leave = (): EventStoreUnavailable => {
        gone = true;
        const why = new EventStoreUnavailable(`what came before on ${name} still waits for it`);
        reject(why);
        return why;
      };
      const timer = setTimeout(leave, Math.max(giveUpAt - performance.now(), 0));
      const begin = (): Promise<T> => {
        clearTimeout(timer);
        return gone || performance.now() >= giveUpAt ? Promise.reject(leave()) : run();
      };
      this.hold(name, before.then(begin, begin)).then(resolve, reject);
    });
  }

  /** The turn is whoever asked last until nobody comes after it. */
  private async hold<T>(name: string, turn: Promise<T>): Promise<T> {
    this.turns.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(name) === turn) this.turns.delete(name);
    }
  }

  /** The entry as it is, if there is one that will do. */
  peek<S, E extends DomainEvent>(
    name: string,
    stream: Stream<S, E>,
    willDo: (cached: CachedState<S, E>) => boolean = () => true,
  ): CachedState<S, E> | undefined {
    const entry = this.entries.get(name);
    return entry && holds(entry, stream) && willDo(entry) ? entry : undefined;
  }

  /**
   * The entry, read from the store if need be, with a store that is silent until `giveUpAt` at most. In turn only.
   * `fresh`: it was read just now.
   */
  async load<S, E extends DomainEvent>(
    name: string,
    stream: Stream<S, E>,
    giveUpAt: number,
  ): Promise<{ readonly cached: CachedState<S, E>; readonly fresh: boolean }> {
    const known = this.peek(name, stream);
    const cached = known ?? new CachedState(stream);
    this.held.set(name, cached);
    if (known) return { cached, fresh: false };
    await this.loads.run(`reading ${name}`, giveUpAt, () => this.catchUp(name, cached, giveUpAt));
    return { cached, fresh: true };
  }

  /**
   * Reads what the stream has beyond the entry and folds it. In turn only. @returns how many events that were; a
   * failure drops the entry
   */
  async catchUp<S, E extends DomainEvent>(name: string, cached: CachedState<S, E>, giveUpAt: number): Promise<number> {
    const from = cached.revision;
    const checkedAt = performance.now();
    try {
      await this.readOn(name, cached, giveUpAt);
    } catch (error) {
      this.drop(name);
      throw error;
    }
    cached.checkedAt = checkedAt;
    this.keep(name, cached);
    return cached.revision - from;
  }

  /**
   * Of a stream that is not in memory the end is read first: it says whether the stream is long, and so may have a
   * snapshot to go on from, and is needed in any case.
   */
  private async readOn<S, E extends DomainEvent>(
    name: string,
    cached: CachedState<S, E>,
    giveUpAt: number,
  ): Promise<void> {
    const { reader, snapshots } = this.options;
    if (cached.revision > -1 || !snapshots) {
      for await (const records of reader.stream(name, cached.revision + 1, { giveUpAt }))
        await this.add(cached, records);
      return;
    }
    const end = await reader.end(name, snapshots.look, giveUpAt);
    const before = end[0]?.revision ?? 0;
    const at = async (revision: number) => end[revision - before] ?? (await reader.at(name, revision, giveUpAt));
    if (before > 0) await snapshots.goOn(name, cached, at);
    for await (const records of reader.stream(name, cached.revision + 1, { before, giveUpAt }))
      await this.add(cached, records);
    await this.add(cached, end.slice(Math.max(cached.revision + 1 - before, 0)));
  }

  private async add(cached: Pick<AnyHot, 'addStored'>, records: readonly StoredRecord[]): Promise<void> {
    for (const event of await this.options.decoder.decode(records, 'text')) cached.addStored(event);
  }

  /** Says that a stream has an event of this revision: whoever has it in memory knows that there is more. */
  tell(name: string, revision: number): void {
    for (const cached of [this.entries.peek(name), this.held.get(name)])
      if (cached && cached.seen < revision) cached.seen = revision;
  }

  /**
   * Folds what the log brought into an entry, where that is exactly what comes next. Whoever has the stream's turn
   * reads for itself, and so does whoever comes after a gap. @throws what cannot be read or folded; the entry is
   * dropped
   */
  async advance(name: string, news: readonly StoredRecord[], giveUpAt: number): Promise<void> {
    const entry = this.entries.peek(name);
    if (!entry || this.turns.has(name)) return;
    await this.inTurn(name, giveUpAt, async () => {
      const next = news.filter(({ revision }) => revision > entry.revision);
      if (next[0]?.revision !== entry.revision + 1) return;
      try {
        await this.add(entry, next);
      } catch (error) {
        this.drop(name);
        throw error;
      }
      if (this.entries.peek(name) === entry) this.keep(name, entry);
    });
  }

  /** Keeps the entry at its weight of now. */
  keep(name: string, cached: AnyHot): void {
    this.entries.set(name, cached);
    if (this.options.snapshots?.isDue(cached))
      this.options.snapshots.takeSoon(name, cached, () => this.entries.peek(name) === cached);
  }

  drop(name: string): void {
    this.entries.delete(name);
  }
}

const weight = ({ memory }: AnyHot): number => 1 + Math.floor(memory.size / COMMANDS_PER_WEIGHT);

function holds<S, E extends DomainEvent>(entry: AnyHot, stream: Stream<S, E>): entry is CachedState<S, E> {
  return entry.stream === stream;
}
