import { reactionNames } from '@annals/contracts';
import { EventCounter } from '@annals/eventstore';
import { beginReactions } from '@annals/views';

// Load this file when it is asked for: a first start needs none of these libraries.

/**
 * Gives the reactions of this release that are not among the known ones their place: the head of the log as it is now.
 */
export async function placeUnknown(
  known: ReadonlySet<unknown>,
  { databaseUrl, eventstoreUrl }: { readonly databaseUrl: string; readonly eventstoreUrl: string },
): Promise<void> {
  const fresh = reactionNames.filter((name) => !known.has(name));
  if (fresh.length === 0) return;
  const log = new EventCounter(eventstoreUrl);
  try {
    await beginReactions(databaseUrl, { names: fresh, last: () => log.last() });
  } finally {
    await log.close();
  }
}
