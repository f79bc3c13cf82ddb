import { fromMilliseconds, plus } from '@annals/kernel';
import type { Vault } from '@annals/vault';

/** How long what goes into runs and comes out of them is kept (history.md §4). */
const KEPT = { days: 30 };

interface Place {
  readonly organizationId: string;
  readonly runId: string;
  readonly what: 'input' | 'output';
}

/** Sealed bytes open only where they were put. */
const kindOf = ({ runId, what }: Place): string => `run/${runId}/${what}`;

/** Seals it and keeps it for a time. @returns the digest for the event that names it; undefined for nothing */
export async function putPayload(vault: Vault, place: Place, value: unknown): Promise<string | undefined> {
  if (value === undefined || value === null) return undefined;
  const { organizationId } = place;
  const until = plus(fromMilliseconds(Date.now()), KEPT);
  const bytes = Buffer.from(JSON.stringify(value));
  return (await vault.payloads.put({ organizationId, kind: kindOf(place) }, bytes, until)).digest;
}

/** What was put there; null where that is nothing, not `kept` where it is forgotten. */
export async function readPayload(
  vault: Vault,
  place: Place,
  digest: string | null | undefined,
): Promise<{ readonly kept: boolean; readonly value: unknown } | null> {
  if (digest === undefined || digest === null) return null;
  const { organizationId } = place;
  const bytes = await vault.payloads.read({ organizationId, kind: kindOf(place), digest });
  if (bytes === undefined) return { kept: false, value: null };
  return { kept: true, value: JSON.parse(bytes.toString()) };
}
