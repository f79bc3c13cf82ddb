import { createHash } from 'node:crypto';
import { categoryOf, isOfAccount } from '@annals/contracts';
import type { LogEvent } from '@annals/eventstore';
import {
  Erased,
  fromMilliseconds,
  someFacts,
  streamName,
  type Actor,
  type DomainEvent,
  type Instant,
} from '@annals/kernel';
import { owned, type OwnedEvent } from '../definition/event';
import type { AnyView, TablesOf, View } from '../definition/view';
import type { Tables } from '../definition/tables';
import { foldBatch } from '../fold/fold';
import { MemoryTables } from '../fold/memory';

/** The organization of events that name none in a spec. */
export const someOrganization = '00000000-0000-4000-8000-0000000000aa';

/** Where and when an event of a spec happened. */
export interface Circumstances {
  readonly organization?: string;
  readonly at?: Instant;
  readonly actor?: Actor;
}
interface Placed {
  readonly event: DomainEvent;
  readonly where: Circumstances;
}

/** Places an event: `happened(lampDoused({ lampId }), { organization, at, actor })`. */
export const happened = (event: DomainEvent, where: Circumstances): Placed => ({ event, where });

/** An id that looks random and is the same in every run: `someId('bot')`. */
export function someId(word: string): string {
  const hex = createHash('sha256').update(word).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The category of events that the product does not have: those of a spec. */
const OWN = 'own';
/** Which id in an event names its stream, after the organization's. */
const NAMED_BY = new Map([
  ['presence', 'botId'],
  ['run', 'runId'],
]);

function streamOf({ type, data }: DomainEvent, organization: string): string {
  const category = categoryOf(type) ?? OWN;
  const idBy = (name = ''): string | undefined => {
    const value: unknown = Reflect.get(data, name);
    return typeof value === 'string' ? value : undefined;
  };
  if (isOfAccount(category)) return streamName(category, idBy('userId') ?? someId('user'));
  const id = idBy(NAMED_BY.get(category));
  return id === undefined ? streamName(category, organization) : streamName(category, organization, id);
}

/** A log in memory: each event gets its stream, revision, position and a minute of its own after the one before. */
export function someLog(...events: readonly (DomainEvent | Placed)[]): readonly LogEvent[] {
  const revisions = new Map<string, number>();
  return events.map((given, index) => {
    const { event, where } = 'event' in given ? given : { event: given, where: {} };
    const stream = streamOf(event, where.organization ?? someOrganization);
    const revision = (revisions.get(stream) ?? -1) + 1;
    revisions.set(stream, revision);
    return recorded(event, { stream, revision, index, where });
  });
}

function recorded(
  event: DomainEvent,
  { stream, revision, index, where }: { stream: string; revision: number; index: number; where: Circumstances },
): LogEvent {
  const at = where.at ?? fromMilliseconds(Date.parse(someFacts.now) + index * 60_000);
  const command = someId(`command ${index}`);
  const meta = {
    correlationId: command,
    causationId: command,
    at,
    actor: where.actor ?? someFacts.actor,
    command,
    schema: 1,
    salt: 'c2FsdA==',
  };
  return {
    id: someId(`event ${index}`),
    stream,
    revision,
    position: { commit: BigInt(index), prepare: BigInt(index) },
    type: event.type,
    data: event.data,
    personal: 'personal' in event ? event.personal : undefined,
    text: 'text' in event ? event.text : undefined,
    meta,
    raw: { data: Buffer.from(JSON.stringify({ data: event.data })), metadata: Buffer.from(JSON.stringify(meta)) },
  };
}

/** Adds to each event its number among those of its organization or account. */
function numbered(events: readonly LogEvent[]): readonly OwnedEvent[] {
  const last = new Map<string, number>();
  return events.map((event) => {
    const { organization, account } = owned(event);
    const owner = organization ?? account ?? '';
    last.set(owner, (last.get(owner) ?? 0) + 1);
    return owned(event, last.get(owner));
  });
}

function replay(view: AnyView, events: readonly OwnedEvent[], batch: number): Record<string, readonly unknown[]> {
  const tables = new MemoryTables(view);
  for (let start = 0; start < events.length; start += batch)
    tables.write(foldBatch(view, events.slice(start, start + batch)));
  return Object.fromEntries(view.plan.map(({ name }) => [name, tables.rows(name)]));
}

const show = (tables: unknown): string => JSON.stringify(tables, undefined, 1);

/** The rows of a view by table, each in the order of its keys. */
export type ViewRows<T extends Tables> = {
  readonly [Name in keyof T]: readonly TablesOf<{ readonly tables: T }>[Name][];
};

/**
 * The one grammar of views: `givenLog(lampHung(…), lampDoused(…)).viewOf(lamps)` gives the rows.
 * The log is replayed twice and in batches of several sizes, which must all come to the same; and once with everything
 * sealed erased, which must not fail.
 */
export function givenLog(...events: readonly (DomainEvent | Placed)[]) {
  const log = numbered(someLog(...events));
  const forgotten = log.map((event) => ({
    ...event,
    personal: event.personal && Erased.value,
    text: event.text && Erased.value,
  }));
  const rows = <Name extends string, T extends Tables>(
    view: View<Name, T>,
    replayed: readonly OwnedEvent[],
  ): ViewRows<T> => {
    const once = replay(view, replayed, Math.max(replayed.length, 1));
    for (const batch of [1, 1, 2, 3, 7]) {
      if (show(replay(view, replayed, batch)) !== show(once))
        throw new Error(
          `View ${view.name} comes to something else in batches of ${batch}:\n${show(replay(view, replayed, batch))}\ninstead of\n${show(once)}`,
        );
    }
    return once as ViewRows<T>;
  };
  return {
    viewOf<Name extends string, T extends Tables>(view: View<Name, T>): ViewRows<T> {
      rows(view, forgotten);
      return rows(view, log);
    },
    /** The rows when the keys of everybody and everything have been destroyed. */
    erasedViewOf<Name extends string, T extends Tables>(view: View<Name, T>): ViewRows<T> {
      return rows(view, forgotten);
    },
  };
}
