import { z } from 'zod';

const Kept = z.object({ note: z.string(), key: z.string(), size: z.int(), at: z.string() });
/** The newest checkpoint that this browser found to be true, and the key that it trusts since. */
export type Kept = z.output<typeof Kept>;

const nameOf = (organizationId: string): string => `annals.checkpoint.${organizationId}`;

/** What this browser kept of a history; storage that is full, blocked or garbled reads as nothing. */
export function kept(
  organizationId: string,
  storage: Pick<Storage, 'getItem'> = window.localStorage,
): Kept | undefined {
  try {
    return Kept.safeParse(JSON.parse(storage.getItem(nameOf(organizationId)) ?? 'null')).data;
  } catch {
    return undefined; // as if there were nothing
  }
}

/** Keeps it, instead of what was kept before. */
export function keep(
  organizationId: string,
  what: Kept,
  storage: Pick<Storage, 'setItem'> = window.localStorage,
): void {
  storage.setItem(nameOf(organizationId), JSON.stringify(what));
}
