import { type DeadLink, grantLevels, inWords, type ShareLink, type ShareLinkLevel } from '@annals/contracts';
import type { z } from 'zod';

/** What a link is good for, and what that means. */
export const linkLevels: Readonly<Record<ShareLinkLevel, { readonly name: string; readonly meaning: string }>> = {
  run: grantLevels.run,
  edit: grantLevels.edit,
  copy: { name: 'Can copy', meaning: 'Makes another bot of it, once. This one stays as it is.' },
};

export const linkLevelName = (level: string): string =>
  inWords({ run: linkLevels.run.name, edit: linkLevels.edit.name, copy: linkLevels.copy.name }, level);

const dead: Readonly<Record<DeadLink, string>> = {
  used_up: 'as many people have used it as may',
  maker_left: 'who made it has left',
  maker_may_not: 'who made it may not share the bot so any more',
};

/** Why it works no more; undefined where it works. */
export const deadWords = (why: DeadLink | null): string | undefined =>
  why === null ? undefined : `Works no more: ${dead[why]}.`;

/** How many have used it, and how many may. */
export const usedWords = ({ used, uses }: Pick<z.output<typeof ShareLink>, 'used' | 'uses'>): string => {
  if (uses !== null) return `used by ${used} of ${uses}`;
  return used === 0 ? 'not used yet' : `used by ${used}`;
};
