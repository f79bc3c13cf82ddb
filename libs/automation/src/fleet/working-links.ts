import { refused, shareLinkLevel, type GrantLevel, type ShareLinkLevel } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import type { Fleet } from './fleet';
import { holdsAsMuch, holdsByRight, type Granter } from './granter';
import { allowsAll, grantOf } from './grants';
import { isUsedUp, type ShareLink } from './share-links';

/** What who makes a link has to hold: who copies a bot sees how it is set up, as who edits it does. */
export const neededFor = (level: ShareLinkLevel): GrantLevel => (level === 'copy' ? 'edit' : level);

/** What a link is good for, if anything: who made it, as they are now, has to be able to give that. */
export function levelOf(
  state: Frozen<Fleet>,
  { botId, level }: Frozen<Pick<ShareLink, 'botId' | 'level'>>,
  maker: Frozen<Granter>,
  now: Instant,
): ShareLinkLevel | undefined {
  const known = shareLinkLevel.safeParse(level).data;
  if (known === undefined) return undefined;
  return holdsAsMuch(state, maker, { botId, level: neededFor(known), until: now }, now) ? known : undefined;
}

/** Whose link it is, as they are now, and who wants to use it. */
interface Using {
  /** undefined: they have left, or may not share the bot any more. */
  readonly maker: Frozen<Granter> | undefined;
  readonly personId: string;
}

/**
 * What somebody gets by an open link, and of whom.
 * @throws Refused SHARE_EXPIRED where it works for nobody, or not for them any more
 */
export function mustWork(
  state: Frozen<Fleet>,
  link: Frozen<ShareLink>,
  { maker, personId }: Using,
  now: Instant,
): { readonly level: ShareLinkLevel; readonly maker: Frozen<Granter> } {
  const level = maker && levelOf(state, link, maker, now);
  if (!maker || !level || isUsedUp(link) || link.usedBy.has(personId)) throw refused('SHARE_EXPIRED');
  return { level, maker };
}

/**
 * Until when somebody has what a link gives: without an end, but never for longer than its maker's own grant where that
 * is what allows it.
 */
export function endOf(
  state: Frozen<Fleet>,
  { botId, level }: Frozen<Pick<ShareLink, 'botId' | 'level'>>,
  maker: Frozen<Granter> | undefined,
  now: Instant,
): Instant | undefined {
  if (!maker?.who || holdsByRight(state, maker, { botId, level })) return undefined;
  return grantOf(state.grants, maker.who, botId, now)?.until;
}

/** What a link would give. */
interface Offered {
  readonly botId: string;
  readonly level: string;
  readonly until: Instant | undefined;
}

/**
 * Whether somebody may as much already, or would have to give something up for it: a longer time, or a higher level.
 */
export function gainsNothing(state: Frozen<Fleet>, taker: Frozen<Granter>, offered: Offered, now: Instant): boolean {
  if (holdsAsMuch(state, taker, offered, now)) return true;
  const { botId, level, until } = offered;
  const held = taker.who && grantOf(state.grants, taker.who, botId, now);
  if (!held) return false;
  const lastsAsLong = until === undefined || (held.until !== undefined && held.until <= until);
  return !allowsAll(level, held.level) || !lastsAsLong;
}
