import { refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';
import { give } from '../../fleet/giving';
import { holdsByRight, type Granter } from '../../fleet/granter';
import { mustBeOpen } from '../../fleet/share-links';
import { endOf, gainsNothing, mustWork, neededFor } from '../../fleet/working-links';

export interface AcceptShareLink {
  readonly organizationId: string;
  readonly linkId: string;
  /** Who made it, as they are now; undefined where they have left, or may not share the bot any more. */
  readonly maker: Granter | undefined;
  /** Who accepts it, and what they may otherwise. */
  readonly to: Owner;
  readonly taker: Granter;
}

/**
 * P29: who has a link gets what it is good for, as if its maker shared the bot with them now. Quiet where they would
 * have no more by it: nobody has less than before.
 * @throws Refused BOT_NOT_FOUND, SHARE_EXPIRED, SHARE_LINK_DIFFERS, GRANT_LIMIT_REACHED
 */
export const acceptShareLink: Decide<Fleet, AcceptShareLink, FleetEvent> = (state, command, facts) => {
  const { linkId, maker, taker, to } = command;
  const link = mustBeOpen(state, linkId, facts.clock);
  const { botId } = link;
  if (link.level === 'copy') throw refused('SHARE_LINK_DIFFERS');
  const until = endOf(state, link, maker, facts.clock);
  if (gainsNothing(state, taker, { botId, level: link.level, until }, facts.clock)) return [];
  const works = mustWork(state, link, { maker, personId: to.personId }, facts.clock);
  const level = neededFor(works.level);
  const under = holdsByRight(state, works.maker, { botId, level }) ? undefined : works.maker.who;
  return give(state, { botId, to, level, until, under, linkId }, facts);
};
