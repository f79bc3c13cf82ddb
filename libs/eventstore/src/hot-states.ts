import { performance } from 'node:perf_hooks';
import { Erased, latest, type DomainEvent, type Instant, type Seen, type Stream } from '@annals/kernel';
import { LRUCache } from 'lru-cache';
import type { Reader } from './client/reader';
import { CommandMemory } from './command-memory';
import type { Decoder } from './decode';
import { EventStoreUnavailable, UnreadableEvent } from './faults';
import type { LogEvent } from './log-event';
import { Hot } from './hot';

/** An entry weighs one, and a tenth for every command it remembers. */
const COMMANDS_PER_WEIGHT = 10;

/** What an entry is beside its types: the definition proves which state it holds. */
interface AnyHot {
  readonly stream: object;
  readonly memory: CommandMemory;
}

/** Folded streams in memory (architecture §4). Whoever changes an entry holds the stream's turn, so there is one load and one fold at a time. */
export class HotStates {
  private readonly entries: LRUCache<string, AnyHot>;
  private readonly turns = new Map<string, Promise<unknown>>();

  /** @param most streams, fewer when their memories of commands are long */
  constructor(private readonly reader: Reader, private readonly decoder: Decoder, most: number) {
    this.entries = new LRUCache({ maxSize: most, sizeCalculation: weight });
  }

  /**
   * Runs one thing after the other for a stream, in the order of asking. Waiting counts: what has not begun at `giveUpAt`
   * (performance.now()) never runs. @throws EventStoreUnavailable then
   */
  async inTurn<T>(name: string, giveUpAt: number, run: () => Promise<T>): Promise<T> {
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

  /** The entry as it is, if there is one. */
  peek<S, E extends DomainEvent>(name: string, stream: Stream<S, E>): Hot<S, E> | undefined {
    const entry = this.entries.get(name);
    return entry && holds(entry, stream) ? entry : undefined;
  }

  /** The entry, read from the store if need be, with a store that is silent until `giveUpAt` at most. In turn only. `fresh`: it was read just now. */
  async load<S, E extends DomainEvent>(name: string, stream: Stream<S, E>, giveUpAt: number): Promise<{ readonly hot: Hot<S, E>; readonly fresh: boolean }> {
    const known = this.peek(name, stream);
    if (known) return { hot: known, fresh: false };
    const hot = new Hot(stream);
    await this.catchUp(name, hot, giveUpAt);
    return { hot, fresh: true };
  }

  /** Reads what the stream has beyond the entry and folds it. In turn only. @returns how many events that were; a failure drops the entry */
  async catchUp<S, E extends DomainEvent>(name: string, hot: Hot<S, E>, giveUpAt: number): Promise<number> {
    const from = hot.revision;
    const checkedAt = performance.now();
    try {
      for await (const records of this.reader.stream(name, from + 1, giveUpAt)) {
        for (const event of await this.decoder.decode(records, 'text')) addStored(hot, event);
      }
    } catch (error) {
      this.drop(name);
      throw error;
    }
    hot.checkedAt = checkedAt;
    this.keep(name, hot);
    return hot.revision - from;
  }

  /** Keeps the entry at its weight of now. */
  keep(name: string, hot: AnyHot): void {
    this.entries.set(name, hot);
  }

  drop(name: string): void {
    this.entries.delete(name);
  }
}

const weight = ({ memory }: AnyHot): number => 1 + Math.floor(memory.size / COMMANDS_PER_WEIGHT);

function holds<S, E extends DomainEvent>(entry: AnyHot, stream: Stream<S, E>): entry is Hot<S, E> {
  return entry.stream === stream;
}

function addStored<S, E extends DomainEvent>(hot: Hot<S, E>, event: LogEvent): void {
  if (event.revision !== hot.revision + 1) throw new UnreadableEvent(event, `the stream continues at ${hot.revision + 1}`);
  if (event.text instanceof Erased) throw new UnreadableEvent(event, 'its text is erased: the key of the organization was destroyed, so its streams take no more decisions');
  try {
    hot.add(seen<E>(event), { revision: event.revision, position: event.position.commit, command: event.meta.command, at: latestOf(hot.at, event.meta.at) });
  } catch (error) {
    throw new UnreadableEvent(event, 'its stream does not fold it', { cause: error });
  }
}

/** The decoder vouches for the parts by the event's definition, the fold for the type: a type that the stream doesn't know throws there. */
const seen = <E extends DomainEvent>({ type, data, text }: LogEvent): Seen<E> => ({ type, data, ...(text === undefined ? {} : { text }) }) as Seen<E>;

const latestOf = (before: Instant | undefined, at: Instant): Instant => (before === undefined ? at : latest(before, at));
