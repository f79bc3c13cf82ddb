import { grantLevel, type GrantLevel } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import type { Fleet } from './fleet';
import { holdsByRight, type Granter } from './granter';
import { grantOf } from './grants';

/** What somebody may with a bot, and until when; null: without an end. */
export interface HeldLevel {
  readonly level: GrantLevel;
  readonly until: Instant | null;
}

const highestFirst = grantLevel.options.toReversed();

/**
 * The most that somebody may with a bot at this moment: by a right that has no end, or because it was shared with them.
 */
export function heldOf(state: Frozen<Fleet>, who: Granter, botId: string, now: Instant): HeldLevel | undefined {
  const byRight = highestFirst.find((level) => holdsByRight(state, who, { botId, level }));
  const grant = who.who && grantOf(state.grants, who.who, botId, now);
  const given = grantLevel.safeParse(grant?.level).data;
  const isMore = given !== undefined && highestFirst.indexOf(given) < highestFirst.indexOf(byRight ?? given);
  if (byRight !== undefined && !isMore) return { level: byRight, until: null };
  return given === undefined ? undefined : { level: given, until: grant?.until ?? null };
}
