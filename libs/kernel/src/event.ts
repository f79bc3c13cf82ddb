import type { Instant } from './instant';

/**
 * What became true (history.md §2). Its parts say what may be forgotten:
 * `data` (ids, open words, numbers, instants: what decisions rest on), `personal` (sealed under the key of one person),
 * `text` (what people typed about things, sealed under the organization's key).
 */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
  readonly personal?: object;
  readonly text?: object;
}

/** An event as `evolve` sees it: without `personal`, because no decision may rest on what can be erased. */
export type Seen<E extends DomainEvent> = E extends DomainEvent ? Omit<E, 'personal'> : never;

/** Who acts: `user:ID`, `key:ID`, `system:NAME` or `operator:ID`. */
export type Actor = `user:${string}` | `key:${string}` | `system:${string}` | `operator:${string}`;
/** The same as it is read: kinds will grow, and another release may have written one more (history.md §2). */
export type StoredActor = `${string}:${string}`;

/** What every stored event says about its command (history.md §2). Stored flat, string to string. */
export interface Metadata {
  readonly correlationId: string;
  readonly causationId: string;
  /** When it was decided; never the store's own clock. */
  readonly at: Instant;
  readonly actor: StoredActor;
  /** The command's id: its memory makes a retry find its own effect (history.md §3). */
  readonly command: string;
  /** Version of the event type's schema. */
  readonly schema: number;
  readonly salt: string;
  readonly onBehalfOf?: string;
  readonly session?: string;
  /** The permission that allowed the command, and the role ids (at a stream revision) that granted it. */
  readonly permission?: string;
  readonly grants?: string;
  /** Why, in the actor's words; sealed under the organization's key. */
  readonly reason?: string | Erased;
}

/** What a part of an event reads as once its key has been destroyed. Screens print `[erased]`. */
export class Erased {
  private constructor() {}
  static readonly value = new Erased();
  toJSON(): { erased: true } {
    return { erased: true };
  }
}

/** A place in the global order of the log. Opaque: only ever compare it or hand it back. */
export interface Position {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event read back: decrypted, upcast, with its place in its stream and in the log. */
export interface Recorded<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: E['type'];
  readonly data: E['data'];
  readonly personal: E['personal'] | Erased;
  readonly text: E['text'] | Erased;
  readonly meta: Metadata;
}
