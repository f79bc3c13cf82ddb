import { refused } from '@annals/contracts';

/**
 * The sequence number that a page ended with, from its cursor.
 * @throws Refused CURSOR_INVALID for anything that is no such number
 */
export function sequenceOf(cursor: string): number {
  if (!/^[1-9]\d{0,14}$/.test(cursor)) throw refused('CURSOR_INVALID');
  return Number(cursor);
}

/** A page of a list that was asked for one row more than a page has: that row says that there are more. */
export function pageOf<Row extends { readonly sequence: number }>(
  found: readonly Row[],
  limit: number,
): { readonly rows: readonly Row[]; readonly next: string | null } {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? String(last.sequence) : null };
}
