import type { Actor } from '@annals/kernel';
import { v7 } from 'uuid';
import { uuidV5 } from './ids';

/**
 * A stream's ids, as in its name: the organization's (or the account's), and that of the thing where an organization
 * has several.
 */
export type StreamId = readonly [string] | readonly [string, string];

/**
 * Whose key seals something: an account (`account`) or a person, or the organization itself, inside an organization.
 */
export interface KeySubject {
  readonly scope: string;
  readonly subject: string;
}

/** Who answers for a command, and keeps the answer. */
export interface Answering {
  /**
   * Whether no other process has decided this command until now: whoever says so has made sure. Asked once the append
   * was answered; it saves looking whether what is stored is ours.
   */
  isSole(): boolean;
  /**
   * Told what each decision of the command came to, where it was no refusal: what appended nothing is in no stream's
   * memory.
   */
  decided(outcome: 'appended' | 'unchanged' | 'remembered'): void;
}

/** Everything about a command that goes to metadata and identity (history.md §2–3). */
export interface CommandContext {
  /**
   * uuid v5 of (principal, method, path, Idempotency-Key), or a random v7. Known to its stream, it is answered from
   * memory.
   */
  readonly commandId: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** What caused the command; itself where absent. */
  readonly causationId?: string;
  readonly session?: string;
  readonly permission?: string;
  /** Role ids that granted the permission, with the stream revision that said so. */
  readonly grants?: string;
  readonly onBehalfOf?: string;
  /** In the actor's words, plain; stored sealed under the organization's key. */
  readonly reason?: string;
  /**
   * Where the request came from; stored sealed under `actorKey`, or under the organization's key where the actor is no
   * person.
   */
  readonly origin?: { readonly ip: string; readonly userAgent: string };
  readonly actorKey?: KeySubject;
  /** `If-Match`: the only revision that the command may meet, else 412 REVISION_MISMATCH. */
  readonly expectedRevision?: number;
  /**
   * Says that who asked has left: what takes long and has not begun need not begin. Only of commands about accounts.
   */
  readonly signal?: AbortSignal;
  /** Whoever gives the answer for this command: the first to claim its Idempotency-Key. */
  readonly answering?: Answering;
}

/**
 * The context of a further command that one leads to: the same story, under an id of its own. What its request asked of
 * the first one's stream (`If-Match`) does not hold for another stream, and neither does what was said about its
 * answer.
 * @param step names it, so that the first command leads to it once, however often it is repeated; without it the id is
 * made for one use
 */
export function consequenceOf(
  { expectedRevision: _revision, signal: _signal, answering: _answering, ...context }: CommandContext,
  step?: string,
): CommandContext {
  const commandId = step === undefined ? v7() : uuidV5(context.commandId, step);
  return { ...context, commandId, causationId: context.commandId };
}
