import { type App, type GrantLevel, grantLevel, grantLevelName, grantLevels, type Permission } from '@annals/contracts';
import type { z } from 'zod';
import { date } from '../../format/time';

export type AnyApp = z.output<typeof App>;

/** What the reader has of an app: nothing, to see it, or a level of what can be shared. */
export type Held = GrantLevel | 'sees' | undefined;

/** @param may what the reader may do with this one */
export function heldOf({ mine }: Pick<AnyApp, 'mine'>, may: (permission: Permission) => boolean): Held {
  if (!mine) return undefined;
  return grantLevel.options.findLast((level) => grantLevels[level].permissions.every(may)) ?? 'sees';
}

/** What can be asked for: what is more than the reader has, and not more than externals get. */
export function askable(held: Held, isExternal: boolean): readonly GrantLevel[] {
  const more = held === undefined || held === 'sees' ? 0 : grantLevel.options.indexOf(held) + 1;
  return grantLevel.options.slice(more).filter((level) => level !== 'manage' || !isExternal);
}

/** "Can edit, until 12 Dec 2026" */
export function heldWords(held: Held, granted: AnyApp['granted']): string {
  if (held === undefined) return 'Name and owner';
  const words = held === 'sees' ? 'Can see it' : grantLevelName(held);
  return granted === null || granted.until === null ? words : `${words}, until ${date(granted.until)}`;
}
