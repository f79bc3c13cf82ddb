import type { FramedEvent } from '../wire/framed-event';
import { Ring } from './ring';

/** Who wants to know that the log grew. Called synchronously and must not throw. */
export type Listener = (events: readonly FramedEvent[]) => void;

/** What is published: committed, decided and visible to readers. Readers never look beyond `position`. */
export class Feed {
  private readonly ring: Ring;
  private readonly listeners = new Set<Listener>();
  private readonly byStream = new Map<string, Set<Listener>>();

  constructor(private published: number) {
    this.ring = new Ring(published + 1);
  }

  get position(): number {
    return this.published;
  }

  /** Events after a position from memory; undefined when the table must be read. */
  recent(position: number, limit: number): FramedEvent[] | undefined {
    return this.ring.after(position, limit);
  }

  publish(events: readonly FramedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.ring.push(events);
    this.published = last.position;
    for (const listener of this.listeners) listener(events);
    if (this.byStream.size === 0) return;
    for (const [stream, listeners] of this.touched(events)) {
      const own = events.filter((event) => event.stream === stream);
      for (const listener of listeners) listener(own);
    }
  }

  /** Listeners of the streams that these events belong to. */
  private touched(events: readonly FramedEvent[]): Map<string, Set<Listener>> {
    const touched = new Map<string, Set<Listener>>();
    for (const { stream } of events) {
      const listeners = this.byStream.get(stream);
      if (listeners !== undefined) touched.set(stream, listeners);
    }
    return touched;
  }

  /** The log grew without us (events that we do not have in memory): everybody reads the table. */
  jump(position: number): void {
    this.ring.restart(position);
    this.published = position;
    for (const listener of this.listeners) listener([]);
    for (const own of this.byStream.values()) for (const listener of own) listener([]);
  }

  /** Listens to all events (`undefined`) or to those of one stream; an empty list means: look into the table. */
  listen(stream: string | undefined, listener: Listener): () => void {
    if (stream === undefined) {
      this.listeners.add(listener);
      return () => {
        this.listeners.delete(listener);
      };
    }
    const own = this.byStream.get(stream) ?? new Set();
    this.byStream.set(stream, own.add(listener));
    return () => {
      own.delete(listener);
      if (own.size === 0 && this.byStream.get(stream) === own) this.byStream.delete(stream);
    };
  }
}
