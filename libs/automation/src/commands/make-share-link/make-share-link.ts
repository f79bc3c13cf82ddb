import {
  MOST_SHARE_LINKS,
  refused,
  SHARE_LINK_LASTS,
  shareLinkMade,
  type FleetEvent,
  type ShareLinkLevel,
} from '@annals/contracts';
import { plus, type Decide, type Instant } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';
import { mustHoldAsMuch, type Granter } from '../../fleet/granter';
import { openLinks } from '../../fleet/share-links';
import { neededFor } from '../../fleet/working-links';

export interface MakeShareLink {
  readonly organizationId: string;
  readonly botId: string;
  readonly level: ShareLinkLevel;
  readonly until: Instant;
  readonly uses?: number | undefined;
  readonly granter: Granter;
}

/**
 * P29: who has the link may something with a bot from here on, or copy it, for 90 days at most.
 * @throws Refused BOT_NOT_FOUND, FORBIDDEN, SHARE_LINK_END_INVALID, GRANT_EXCEEDS_OWN, SHARE_LINK_LIMIT_REACHED
 */
export const makeShareLink: Decide<Fleet, MakeShareLink, FleetEvent> = (state, command, { now, clock, id }) => {
  const { botId, level, until, uses, granter } = command;
  mustHaveBot(state, botId);
  const linkId = id('share-link');
  if (state.links.has(linkId)) return [];
  if (!granter.who) throw refused('FORBIDDEN', { requiredPermission: 'bots:share' });
  if (until <= clock || until > plus(now, SHARE_LINK_LASTS)) throw refused('SHARE_LINK_END_INVALID');
  mustHoldAsMuch(state, granter, { botId, level: neededFor(level), until }, clock);
  if (openLinks(state, botId, clock).length >= MOST_SHARE_LINKS) throw refused('SHARE_LINK_LIMIT_REACHED');
  return [shareLinkMade({ linkId, botId, by: granter.who, level, until, ...(uses === undefined ? {} : { uses }) })];
};
