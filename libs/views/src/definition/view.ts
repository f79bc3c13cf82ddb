import type { Kysely } from 'kysely';
import type { AnyEvent } from '@annals/contracts';
import type { DomainEvent } from '@annals/kernel';
import type { EventEnvelope, EventFor, OwnedEnvelope, OwnedEvent } from './event';
import { planTable, type Index, type PlannedTable, type RowsOf, type Tables, type Writers } from './tables';

type Handlers<E extends DomainEvent, T extends Tables> = {
  readonly [Type in E['type']]?: (tables: Writers<T>, event: EventFor<Extract<E, { type: Type }>>) => void;
};

interface Definition<E extends DomainEvent, Name extends string, T extends Tables> {
  /** One lower-case word or several with `_`: `run_history`. The schema of a generation is `{name}_{generation}`. */
  readonly name: Name;
  /** Raise it with every change of tables or handlers: the next generation is then built beside the serving one. */
  readonly version: number;
  readonly tables: T;
  /** One handler for each event type that the view cares for. It only writes, by key; it never reads. */
  readonly on?: Handlers<E, T>;
  /**
   * Called for every event of the log, after the handler of its type: such a view stops at any event that can't be
   * read.
   */
  readonly every?: (tables: Writers<T>, event: OwnedEvent) => void;
  /**
   * Called for every event of the log, after the others, with who, when and where: also for one that can't be read and
   * that no other handler of this view takes.
   */
  readonly envelopes?: (tables: Writers<T>, envelope: EventEnvelope) => void;
  /** Gives handlers `event.sequence`, the number of the event among those of its organization or account. */
  readonly sequence?: true;
  /** Further indexes by table; the key has one already. */
  readonly indexes?: { readonly [Table in keyof T]?: readonly Index<keyof RowsOf<T[Table]> & string>[] };
  /** The column of a table in whose text parts are looked for, by an index of its letters: read it by `searchedTable`. */
  readonly searched?: { readonly [Table in keyof T]?: keyof RowsOf<T[Table]> & string };
}

/** A view: tables and how events fill them. Everything that the engine does follows from it. */
export interface View<Name extends string = string, T extends Tables = Tables> {
  readonly name: Name;
  readonly version: number;
  readonly tables: T;
  readonly sequence: boolean;
  readonly plan: readonly PlannedTable[];
  /** The types of events that it takes; undefined where it takes any. */
  readonly takes: readonly string[] | undefined;
  /** Whether any handler cares for events of this type. */
  handles(type: string): boolean;
  /**
   * Whether any handler needs what is in events of this type, so that the view must not pass one that can't be read.
   */
  reads(type: string): boolean;
  /** Applies one event, or what stands around one that can't be read. Calling it outside the engine is for tests. */
  apply(writers: unknown, event: OwnedEvent | OwnedEnvelope): void;
}
export type AnyView = Pick<View, 'name' | 'version' | 'sequence' | 'plan' | 'takes' | 'handles' | 'reads' | 'apply'> & {
  readonly tables: Tables;
};

/** The tables of a view as kysely knows them. */
export type TablesOf<V extends { readonly tables: Tables }> = {
  [Name in keyof V['tables']]: RowsOf<V['tables'][Name]>;
};

/** What a query reads a view with: `ViewDb<typeof overview>`. */
export type ViewDb<V extends { readonly tables: Tables }> = Kysely<TablesOf<V>>;

type AnyHandler<T extends Tables> = (tables: Writers<T>, event: OwnedEvent) => void;

/** What defines views of these events: `view` is that of the product's; specs of this library have events of their own. */
export const viewsOf =
  <E extends DomainEvent>() =>
  <const Name extends string, const T extends Tables>(definition: Definition<E, Name, T>): View<Name, T> =>
    define(definition);

/**
 * Defines a view (architecture §6).
 * @throws Error when a table breaks a rule of the engine: no owner column, a nullable or personal key, an unknown
 * column
 */
export const view = viewsOf<AnyEvent>();

function define<E extends DomainEvent, const Name extends string, const T extends Tables>(
  definition: Definition<E, Name, T>,
): View<Name, T> {
  const { name, version, tables, sequence = false, every, envelopes } = definition;
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(name) || name === 'views') throw new Error(`"${name}" is no name for a view`);
  if (!Number.isInteger(version) || version < 1) throw new Error(`View ${name}: versions are 1, 2, 3 …`);
  const on: Partial<Record<string, AnyHandler<T>>> = handlersOf(definition.on);
  const plan = Object.entries(tables).map(([table, declared]) =>
    planTable(table, declared, { indexes: definition.indexes?.[table], searched: definition.searched?.[table] }),
  );
  const reads = (type: string): boolean => every !== undefined || on[type] !== undefined;
  return {
    name,
    version,
    tables,
    sequence,
    plan,
    takes: every === undefined && envelopes === undefined ? Object.keys(on) : undefined,
    reads,
    handles: (type) => envelopes !== undefined || reads(type),
    apply(writers, event) {
      if (!event.unreadable) {
        on[event.type]?.(writers as Writers<T>, event);
        every?.(writers as Writers<T>, event);
      }
      envelopes?.(writers as Writers<T>, event);
    },
  };
}

/**
 * The decoder of the log guarantees that an event of a type has that type's data: the one place where the compiler has
 * to take it from us.
 */
function handlersOf<E extends DomainEvent, T extends Tables>(
  on: Handlers<E, T> | undefined,
): Partial<Record<string, AnyHandler<T>>> {
  return (on ?? {}) as unknown as Partial<Record<E['type'], AnyHandler<T>>>;
}
