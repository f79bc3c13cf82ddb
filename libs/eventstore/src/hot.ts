import { fold, type DomainEvent, type Instant, type Recorded, type Seen, type Stream } from '@annals/kernel';
import { CommandMemory } from './command-memory';

/** A folded stream that stays in memory: its state, and what its next append needs. */
export class Hot<S, E extends DomainEvent> {
  state: S;
  /** Of the last event; -1 where the stream doesn't exist. */
  revision = -1;
  /** Commit position of the last event. */
  position = 0n;
  /** When the last event was decided. */
  at: Instant | undefined;
  readonly memory = new CommandMemory();
  /** When it was last known to be the whole stream (performance.now()). */
  checkedAt = -Infinity;

  constructor(readonly stream: Stream<S, E>) {
    this.state = stream.initial();
  }

  /** Adds the next event of the stream. It throws on an event that the stream doesn't know; the state is then unusable. */
  add(event: E | Seen<E>, place: Pick<Recorded, 'revision'> & { readonly position: bigint; readonly command: string; readonly at: Instant }): void {
    this.state = fold(this.stream, [event], this.state);
    this.revision = place.revision;
    this.position = place.position;
    this.at = place.at;
    this.memory.remember(place.command, place.revision, place.position);
  }
}
