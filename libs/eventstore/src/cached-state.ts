import {
  Erased,
  fold,
  latest,
  type DomainEvent,
  type Instant,
  type Recorded,
  type Seen,
  type Stream,
} from '@annals/kernel';
import { CommandMemory, type Effect } from './command-memory';
import { UnreadableEvent } from './faults';
import type { LogEvent } from './log-event';

/** What a stream comes to by a revision: enough to go on from there, in any process. */
export interface Folded<S> {
  readonly state: S;
  readonly position: bigint;
  readonly at: Instant | undefined;
  readonly salt: string;
  readonly memory: ReadonlyMap<string, Effect>;
}

/** A folded stream that stays in memory: its state, and what its next append needs. */
export class CachedState<S, E extends DomainEvent> {
  state: S;
  /** Of the last event; -1 where the stream doesn't exist. */
  revision = -1;
  /** Commit position of the last event. */
  position = 0n;
  /** When the last event was decided. */
  at: Instant | undefined;
  /** Of the last event: random, so no other log has an event with it unless it has this very one. */
  salt = '';
  readonly memory = new CommandMemory();
  /** When it was last known to be the whole stream (performance.now()). */
  checkedAt = -Infinity;
  /** The highest revision that the stream is known to have; what lies beyond `revision` is yet to be folded. */
  seen = -1;
  /** The revision that a snapshot was last taken of, or that it began with. */
  snapshotAt = -1;

  constructor(readonly stream: Stream<S, E>) {
    this.state = stream.initial();
  }

  /**
   * Adds the next event of the stream. It throws on an event that the stream doesn't know; the state is then unusable.
   */
  add(
    event: E | Seen<E>,
    place: Pick<Recorded, 'revision'> & {
      readonly position: bigint;
      readonly command: string;
      readonly at: Instant;
      readonly salt: string;
    },
  ): void {
    this.state = fold(this.stream, [event], this.state, place.revision);
    this.revision = place.revision;
    this.position = place.position;
    this.at = place.at;
    this.salt = place.salt;
    this.memory.remember(place.command, place.revision, place.position);
  }

  /**
   * Adds the next event as it was read from the store. @throws UnreadableEvent when it is not the next one or can't be
   * folded; the state is then unusable
   */
  addStored(event: LogEvent): void {
    if (event.revision !== this.revision + 1)
      throw new UnreadableEvent(event, `the stream continues at ${this.revision + 1}`);
    if (event.text instanceof Erased)
      throw new UnreadableEvent(
        event,
        'its text is erased: the key of the organization was destroyed, so its streams take no more decisions',
      );
    try {
      this.add(seen<E>(event), {
        revision: event.revision,
        position: event.position.commit,
        command: event.meta.command,
        at: latestOf(this.at, event.meta.at),
        salt: event.meta.salt,
      });
    } catch (error) {
      throw new UnreadableEvent(event, 'its stream does not fold it', { cause: error });
    }
  }

  /** As it is now. It is the live one: whoever keeps it writes it down before anything else happens. */
  get folded(): Folded<S> {
    return { state: this.state, position: this.position, at: this.at, salt: this.salt, memory: this.memory.all };
  }

  /** Goes on from what the stream came to by a revision, whatever was folded until now. */
  goOnFrom({ state, position, at, salt, memory }: Folded<S>, revision: number): void {
    this.state = state;
    this.position = position;
    this.at = at;
    this.salt = salt;
    this.memory.take(memory);
    this.revision = revision;
    this.snapshotAt = revision;
  }
}

/**
 * The decoder vouches for the parts by the event's definition, the fold for the type: a type that the stream doesn't
 * know throws there.
 */
const seen = <E extends DomainEvent>({ type, data, text }: LogEvent): Seen<E> =>
  ({ type, data, ...(text === undefined ? {} : { text }) }) as Seen<E>;

const latestOf = (before: Instant | undefined, at: Instant): Instant =>
  before === undefined ? at : latest(before, at);
