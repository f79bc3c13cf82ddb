import { refused, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Fleet, Owner } from '../../fleet/fleet';
import type { Granter } from '../../fleet/granter';
import { mustBeOpen } from '../../fleet/share-links';
import { mustWork } from '../../fleet/working-links';
import { copyBot, type CopyBot } from '../copy-bot/copy-bot';

export interface CopyByLink extends CopyBot {
  readonly linkId: string;
  /** Who made the link, as they are now; undefined where they have left, or may not share the bot any more. */
  readonly maker: Granter | undefined;
  readonly owner: Owner;
}

/**
 * P29: who has a link that is good for it makes a copy of its bot, once each.
 * @throws Refused BOT_NOT_FOUND, SHARE_EXPIRED, SHARE_LINK_DIFFERS
 */
export const copyByLink: Decide<Fleet, CopyByLink, FleetEvent> = (state, command, facts) => {
  const { botId, linkId, maker, owner } = command;
  if (state.bots.has(facts.id('bot'))) return [];
  const link = mustBeOpen(state, linkId, facts.clock);
  if (link.level !== 'copy' || link.botId !== botId) throw refused('SHARE_LINK_DIFFERS');
  mustWork(state, link, { maker, personId: owner.personId }, facts.clock);
  return copyBot(state, command, facts);
};
