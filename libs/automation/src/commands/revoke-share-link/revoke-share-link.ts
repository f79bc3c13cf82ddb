import { refused, shareLinkRevoked, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBot, type Fleet } from '../../fleet/fleet';

export interface RevokeShareLink {
  readonly organizationId: string;
  readonly botId: string;
  readonly linkId: string;
}

/**
 * A link works no more; whoever may share the bot takes back any of it. @throws Refused BOT_NOT_FOUND,
 * SHARE_LINK_NOT_FOUND
 */
export const revokeShareLink: Decide<Fleet, RevokeShareLink, FleetEvent> = (state, { botId, linkId }) => {
  mustHaveBot(state, botId);
  if (state.links.get(linkId)?.botId !== botId) throw refused('SHARE_LINK_NOT_FOUND');
  return [shareLinkRevoked({ linkId, botId })];
};
