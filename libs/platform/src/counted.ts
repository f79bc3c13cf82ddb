import { refused } from '@annals/contracts';
import type { CommandContext, Decided, DecideOn, EventStore, Target } from '@annals/eventstore';
import type { DomainEvent } from '@annals/kernel';
import type { Counted, Vault } from '@annals/vault';

/** A command that may be carried out only so often. */
interface Costly<S, E extends DomainEvent> {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly target: Target<S, E>;
  readonly context: CommandContext;
  /** What it counts against; asked only where it would do something. */
  readonly counts: () => readonly Counted[] | Promise<readonly Counted[]>;
}

/**
 * Carries it out. What says no, does nothing, or was carried out before is not counted.
 * @throws Refused RATE_LIMITED, and whatever `decide` says
 */
export async function decideCounted<S, E extends DomainEvent, R>(
  { store, vault, target, context, counts }: Costly<S, E>,
  decide: DecideOn<S, E, R>,
): Promise<Decided<E, R>> {
  if (await store.wouldAppend(target, context, decide)) await mustSpend(vault, await counts());
  return store.decide(target, context, decide);
}

/** Counts one of each. @throws Refused RATE_LIMITED with the seconds after which it may be done */
export async function mustSpend({ rateLimits }: Pick<Vault, 'rateLimits'>, counted: readonly Counted[]): Promise<void> {
  const retryAfter = await rateLimits.spend(counted);
  if (retryAfter !== undefined) throw refused('RATE_LIMITED', { retryAfter });
}
