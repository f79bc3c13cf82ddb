import { greet } from '@annals/eventstore';
import { CannotStart } from '../sentence';

// Load this file when it is asked for: only who has an event store of their own needs its library here.

/**
 * Looks whether one of the nodes that an event store's address names answers, in the way that the address says.
 * @throws CannotStart when none does; where TLS or a certificate is the matter, it says so
 */
export async function askEventStore(url: string): Promise<void> {
  const { reached, nodes, why } = await greet(url);
  if (!reached)
    throw new CannotStart(
      why ?? `No event store answers at ${nodes.join(', ')}: start it or correct ANNALS_EVENTSTORE_URL.`,
    );
}

/**
 * Looks whether an event store is spoken to in the way that it speaks. One that can't be reached may still come:
 * processes that are started alone wait for it.
 * @throws CannotStart when TLS or a certificate is the matter, which no waiting changes
 */
export async function mustBeUnderstood(url: string): Promise<void> {
  const { why } = await greet(url);
  if (why !== undefined) throw new CannotStart(why);
}
