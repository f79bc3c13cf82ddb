import type { EventStore, LogEvent } from '@annals/eventstore';
import type { Vault } from '@annals/vault';
import type { AnyView, Reaction } from '@annals/views';
import type { Type } from '@nestjs/common';
import type { Notice } from './http/notices';
import { servedHandlers } from './http/serve';
import type { JobDefinition } from './job';
import type { TimerDefinition } from './timer';

/** A handler: what `command()` and `query()` make, or a class of its own where more than they do is needed. */
export type Handled = Type<unknown> | { readonly Handler: Type<unknown> };

/** Fits the vault to the log after a restore (history.md §4): it is given the whole log, in order. */
export interface Recovery {
  take(events: readonly LogEvent[]): Promise<void>;
  /** After the last event. */
  finish?(): Promise<void>;
}

/** Types of events, and what an operator is told when one of them can't be read during a restore. */
export interface Unread {
  readonly types: readonly string[];
  /** Goes on after "It", or after the number of such events. */
  readonly sentence: string;
}

export interface RecoveryDefinition {
  readonly Recovery: new (store: EventStore, vault: Vault) => Recovery;
  /** Without these an older vault would give away what the log took back: the restore ends. */
  readonly mustRead: readonly Unread[];
  /** Without these `finish` would end what is not known to have begun: it is left out. */
  readonly finishNeeds?: Unread;
}

/** Of types of events that say whose an address is. */
export const ADDRESS_UNREAD = 'says whose an e-mail address is, which somebody else could take now';

/** Everything that a context is made of. */
export interface Context {
  readonly name: string;
  /** Commands and queries that `serve` was given come with their controllers: they are not named again. */
  readonly commands: readonly Handled[];
  readonly queries: readonly Handled[];
  /** What several of its handlers share, and what others ask by their ports (`@annals/contexts` binds them). */
  readonly services: readonly Type<unknown>[];
  readonly controllers: readonly Type<unknown>[];
  /** Told of every request of the api, also in routes of other contexts. */
  readonly notices: readonly Type<Notice>[];
  /** Streams that the guards look at in every request: the api keeps their states in memory and follows them. */
  readonly followed: readonly { readonly category: string }[];
  readonly views: readonly AnyView[];
  readonly reactions: readonly Reaction[];
  readonly jobs: readonly JobDefinition[];
  readonly timers: readonly TimerDefinition[];
  readonly recovery?: RecoveryDefinition;
}

/**
 * A context as one value (architecture §2): the api, the projector, the worker and the fitting of a restored vault each
 * take their part of it. What is written but not in it is named by the house rule `wired`.
 */
export function context(parts: Partial<Context> & Pick<Context, 'name'>): Context {
  const { commands = [], queries = [], controllers = [], ...others } = parts;
  return {
    services: [],
    notices: [],
    followed: [],
    views: [],
    reactions: [],
    jobs: [],
    timers: [],
    ...others,
    controllers,
    commands: [...handlersOf(commands), ...servedHandlers(controllers, 'command')],
    queries: [...handlersOf(queries), ...servedHandlers(controllers, 'query')],
  };
}

/** The classes that Nest makes of handlers. */
export function handlersOf(handled: readonly Handled[]): readonly Type<unknown>[] {
  return handled.map((each) => ('Handler' in each ? each.Handler : each));
}
