import type { Placed } from '@annals/eventstore';
import type { Vault } from '@annals/vault';
import { z } from 'zod';

const Written = z.object({
  id: z.uuid(),
  stream: z.string(),
  revision: z.int(),
  commit: z.string().transform(BigInt),
  prepare: z.string().transform(BigInt),
});

/** An event's place as the vault keeps it; null: before the first event. */
export function written(event: Placed | undefined): string | null {
  if (event === undefined) return null;
  const { id, stream, revision, position } = event;
  return JSON.stringify({ id, stream, revision, commit: String(position.commit), prepare: String(position.prepare) });
}

/**
 * Where reactions begin in a restored log: jobs that were not yet done are in no backup, so they are given out again,
 * and find done what was.
 * @returns undefined when nothing was restored
 */
export async function resumeAfter(vault: Vault): Promise<{ readonly event: Placed | undefined } | undefined> {
  const text = await vault.restores.reactionsAfter();
  if (text === undefined) return undefined;
  if (text === null) return { event: undefined };
  const { commit, prepare, ...event } = Written.parse(JSON.parse(text));
  return { event: { ...event, position: { commit, prepare } } };
}
