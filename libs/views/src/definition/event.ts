import { isOfAccount, type AccountEvent, type AnyEvent, type EventType, type SessionsEvent } from '@annals/contracts';
import type { LogEvent, UnreadEvent } from '@annals/eventstore';
import { Erased, parseStreamName, type DomainEvent, type Instant, type Metadata } from '@annals/kernel';

type AccountEventType = (AccountEvent | SessionsEvent)['type'];
type PartOf<E, Name extends 'personal' | 'text'> = E extends { readonly [K in Name]: infer Part }
  ? Part | Erased
  : undefined;

/** Whose event it is: the streams of accounts belong to an account, all others to an organization (history.md §1). */
type OwnerOf<Type> = Type extends AccountEventType
  ? { readonly account: string; readonly organization: undefined }
  : { readonly organization: string; readonly account: undefined };

/**
 * An event as the handler of its type sees it. `personal` and `text` are `Erased.value` once their key was destroyed:
 * read them by `shown`.
 */
export type EventFor<E extends DomainEvent> = Omit<LogEvent, 'type' | 'data' | 'personal' | 'text'> &
  OwnerOf<E['type']> & {
    readonly type: E['type'];
    readonly data: E['data'];
    readonly personal: PartOf<E, 'personal'>;
    readonly text: PartOf<E, 'text'>;
    /** When it was decided (`meta.at`). */
    readonly at: Instant;
    /**
     * Its number among the events of its organization (or account): 1, 2, 3 …; only in views with `sequence: true`,
     * else 0.
     */
    readonly sequence: number;
  };

/** An event of the product by its type: `ViewEvent<'SomethingHappened'>`. */
export type ViewEvent<Type extends EventType = EventType> = EventFor<Extract<AnyEvent, { type: Type }>>;

/** Whose event it is, when it was decided, and its number. */
interface Owned {
  readonly organization: string | undefined;
  readonly account: string | undefined;
  readonly at: Instant;
  readonly sequence: number;
}

/** Any event of the log, with its owner and number, before a handler takes it by its type. */
export interface OwnedEvent extends LogEvent, Owned {}

/** An event that this program can't read, but around which stands who, when and where. */
export interface OwnedEnvelope extends UnreadEvent, Owned {
  readonly meta: Metadata;
}

/** What stands around every event, and nothing of what is in it: the same whether the event can be read or not. */
export type EventEnvelope = Pick<
  OwnedEvent,
  'id' | 'stream' | 'revision' | 'position' | 'organization' | 'account' | 'at' | 'sequence'
> & { readonly meta: Omit<Metadata, 'reason' | 'schema'> };

/** Adds whose event it is. @param sequence its number among the events of its owner, where it is known */
export function owned<Event extends Pick<LogEvent, 'stream' | 'meta'>>(event: Event, sequence = 0): Event & Owned {
  const { category, owner } = parseStreamName(event.stream);
  const mine = isOfAccount(category);
  return {
    ...event,
    organization: mine ? undefined : owner,
    account: mine ? owner : undefined,
    at: event.meta.at,
    sequence,
  };
}

/** Why somebody did it, in their words; null where they gave no reason, or where it was erased. */
export const reasonOf = ({ meta: { reason } }: Pick<LogEvent, 'meta'>): string | null =>
  reason instanceof Erased ? null : (reason ?? null);

/** A value of a sealed part, or null where it was erased: `shown(e.personal, 'email')`. */
export function shown<Part extends object, Name extends keyof Part>(
  part: Part | Erased,
  name: Name,
): Part[Name] | null {
  return part instanceof Erased ? null : part[name];
}
