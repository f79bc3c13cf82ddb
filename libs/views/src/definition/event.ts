import type { accountEvents, AnyEvent, EventOf, EventType } from '@annals/contracts';
import type { LogEvent } from '@annals/eventstore';
import { Erased, parseStreamName, type DomainEvent, type Instant } from '@annals/kernel';

type AccountEventType = EventOf<(typeof accountEvents)[keyof typeof accountEvents]>['type'];
type PartOf<E, Name extends 'personal' | 'text'> = E extends { readonly [K in Name]: infer Part } ? Part | Erased : undefined;

/** Whose event it is: the streams of accounts belong to an account, all others to an organization (history.md §1). */
type OwnerOf<Type> = Type extends AccountEventType
  ? { readonly account: string; readonly organization: undefined }
  : { readonly organization: string; readonly account: undefined };

/** An event as the handler of its type sees it. `personal` and `text` are `Erased.value` once their key was destroyed: read them by `shown`. */
export type EventFor<E extends DomainEvent> = Omit<LogEvent, 'type' | 'data' | 'personal' | 'text'> & OwnerOf<E['type']> & {
  readonly type: E['type'];
  readonly data: E['data'];
  readonly personal: PartOf<E, 'personal'>;
  readonly text: PartOf<E, 'text'>;
  /** When it was decided (`meta.at`). */
  readonly at: Instant;
  /** Its number among the events of its organization (or account): 1, 2, 3 …; only in views with `sequence: true`, else 0. */
  readonly sequence: number;
};

/** An event of the log by its type: `ViewEvent<'BotDisabled'>`. */
export type ViewEvent<Type extends EventType = EventType> = EventFor<Extract<AnyEvent, { type: Type }>>;

/** Any event of the log, with its owner and number, before a handler takes it by its type. */
export interface OwnedEvent extends LogEvent {
  readonly organization: string | undefined;
  readonly account: string | undefined;
  readonly at: Instant;
  readonly sequence: number;
}

/** Adds whose event it is. @param sequence its number among the events of its owner, where it is known */
export function owned(event: LogEvent, sequence = 0): OwnedEvent {
  const { category, owner } = parseStreamName(event.stream);
  const mine = category === 'account';
  return { ...event, organization: mine ? undefined : owner, account: mine ? owner : undefined, at: event.meta.at, sequence };
}

/** A value of a sealed part, or null where it was erased: `shown(e.personal, 'email')`. */
export function shown<Part extends object, Name extends keyof Part>(part: Part | Erased, name: Name): Part[Name] | null {
  return part instanceof Erased ? null : part[name];
}
