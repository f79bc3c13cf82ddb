import { randomUUID } from 'node:crypto';
import { eventDefinitions } from '@annals/contracts';
import type { CommandContext, Decided, StreamId } from '@annals/eventstore';
import { remembersNothing, type Actor, type DomainEvent, type Stream } from '@annals/kernel';

/** A stream that any of these events fits into, for specs about reading. */
export const anyStream = (
  category: string,
  definitions: ReadonlyMap<string, unknown> = eventDefinitions,
): Stream<object, DomainEvent> => ({
  category,
  initial: () => ({}),
  evolve: Object.fromEntries([...definitions.keys()].map((type) => [type, remembersNothing])),
});

interface Writer {
  decide(
    target: { readonly stream: Stream<object, DomainEvent>; readonly id: StreamId },
    context: CommandContext,
    decide: () => readonly DomainEvent[],
  ): Promise<Decided<DomainEvent>>;
}

/** Appends events without asking whether that may be: what another release, or a long history, left in the log. */
export function write(
  store: Writer,
  target: { readonly stream: Stream<object, DomainEvent>; readonly id: StreamId },
  events: readonly DomainEvent[],
  actor: Actor = 'system:spec',
): Promise<Decided<DomainEvent>> {
  const commandId = randomUUID();
  return store.decide(target, { commandId, actor, correlationId: commandId }, () => events);
}
