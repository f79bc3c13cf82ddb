import type { OwnedEnvelope, OwnedEvent } from '../definition/event';
import type { AnyView } from '../definition/view';
import { Pending, type Changes } from './pending';

/** What a batch of events does to the tables of one view. */
export interface Folded {
  readonly changes: readonly Changes[];
  /** Whose rows changed. */
  readonly organizations: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

/** A handler failed on an event: this view cannot pass it, others can. */
export class HandlerFailed extends Error {
  override readonly name = 'HandlerFailed';

  constructor(
    readonly event: Pick<OwnedEvent, 'id' | 'type'>,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/**
 * Folds events, in order, into at most one change for each row. Pure; writing the result equals handling one event
 * after another.
 * @throws HandlerFailed with the event that a handler could not take
 */
export function foldBatch(view: AnyView, events: Iterable<OwnedEvent | OwnedEnvelope>): Folded {
  const tables = view.plan.map((table) => new Pending(table));
  const writers = Object.fromEntries(tables.map((pending) => [pending.table.name, pending.writer()]));
  const organizations = new Set<string>();
  const accounts = new Set<string>();
  let written = 0;
  for (const event of events) {
    if (!view.handles(event.type)) continue;
    try {
      view.apply(writers, event);
    } catch (error) {
      throw new HandlerFailed(event, error);
    }
    const now = tables.reduce((sum, pending) => sum + pending.writes, 0);
    if (now > written) touch(event, organizations, accounts);
    written = now;
  }
  return { changes: tables.filter((pending) => pending.byKey.size > 0), organizations, accounts };
}

/**
 * The same, event by event: what each of them does by itself. For who has to know when a row was what.
 * @throws HandlerFailed with the event that a handler could not take
 */
export function* foldEach<Event extends OwnedEvent | OwnedEnvelope>(
  view: AnyView,
  events: Iterable<Event>,
): Iterable<{ readonly event: Event; readonly changes: readonly Changes[] }> {
  const tables = view.plan.map((table) => new Pending(table));
  const writers = Object.fromEntries(tables.map((pending) => [pending.table.name, pending.writer()]));
  for (const event of events) {
    if (!view.handles(event.type)) continue;
    try {
      view.apply(writers, event);
    } catch (error) {
      throw new HandlerFailed(event, error);
    }
    const changes = tables.filter((pending) => pending.byKey.size > 0).map((pending) => pending.take());
    if (changes.length > 0) yield { event, changes };
  }
}

function touch(
  { organization, account }: Pick<OwnedEvent, 'organization' | 'account'>,
  organizations: Set<string>,
  accounts: Set<string>,
): void {
  if (organization !== undefined) organizations.add(organization);
  if (account !== undefined) accounts.add(account);
}
