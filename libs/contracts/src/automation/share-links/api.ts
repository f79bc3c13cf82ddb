import { z } from 'zod';
import { grantLevel, storedGrantLevel } from '../../grant-levels';
import { effect, id, instant, line, page, paged, personal, reason, word } from '../../words';
import { MOST_LINK_USES } from './limits';

export const ShareLinkParams = z.object({ organizationId: id, botId: id, linkId: id });

/** What a link is good for: to run the bot, to edit it, or to make a copy of it (ADR 29). */
export const shareLinkLevel = z.enum(['run', 'edit', 'copy']);
export type ShareLinkLevel = z.output<typeof shareLinkLevel>;
/** As it is stored and answered: a newer release may know others, which are good for nothing here. */
export const storedShareLinkLevel = word<string>(shareLinkLevel.options);

const secret = z.string().min(1).max(400);

/** POST …/bots/{botId}/share-links: `uses`: for so many people; without it for everybody who gets it. */
export const MakeShareLink = z
  .strictObject({
    level: shareLinkLevel,
    until: instant.meta({ example: '2026-12-31T23:59:59.999Z' }),
    uses: z.int().min(1).max(MOST_LINK_USES).optional(),
  })
  .meta({ id: 'MakeShareLink' });
/** `secret` is shown this once: it goes behind the `#` of `/share/{organizationId}`. */
export const ShareLinkSecret = z
  .object({ botId: id, linkId: id, secret: z.string(), ...effect })
  .meta({ id: 'ShareLinkSecret' });
export const RevokeShareLink = z.strictObject({ reason }).meta({ id: 'RevokeShareLink' });
export const ShareLinkEffect = z.object({ botId: id, linkId: id, ...effect }).meta({ id: 'ShareLinkEffect' });

/** Why a link works no more: as many as may have used it, or who made it has left or may not share the bot so any more. */
export const deadLink = z.enum(['used_up', 'maker_left', 'maker_may_not']);
export type DeadLink = z.output<typeof deadLink>;
/** GET …/bots/{botId}/share-links, the newest first */
export const ListShareLinks = z.strictObject(page);
export const ShareLink = z
  .object({
    linkId: id,
    byId: id,
    byAlias: personal,
    level: storedShareLinkLevel,
    until: instant,
    uses: z.int().nullable(),
    /** So many people have used it. */
    used: z.int(),
    dead: deadLink.nullable(),
    madeAt: instant,
    sequence: z.int(),
  })
  .meta({ id: 'ShareLink' });
export const ShareLinks = z.object(paged(ShareLink)).meta({ id: 'ShareLinks' });

/** POST …/share-links/preview, /accept */
export const UseShareLink = z.strictObject({ secret }).meta({ id: 'UseShareLink' });
/** What somebody may with a bot, and until when; null: nothing, or without an end. */
const held = z.object({ level: storedGrantLevel, until: instant.nullable() });
export const ShareLinkOffer = z
  .object({
    botId: id,
    botName: z.string(),
    level: storedShareLinkLevel,
    /** Of the link. */
    until: instant,
    byAlias: personal,
    /** What who asks may with the bot already. */
    held: held.nullable(),
    /** Accepting would change nothing: they may as much, or would have to give something up for it. */
    already: z.boolean(),
  })
  .meta({ id: 'ShareLinkOffer' });
export const ShareLinkAcceptance = z
  .object({ botId: id, level: grantLevel, until: instant.nullable(), ...effect })
  .meta({ id: 'ShareLinkAcceptance' });

const copy = { workspaceId: id, name: line(1, 80).optional() };
/** POST …/bots/{botId}/copies: without a name it is called as the bot is. */
export const CopyBot = z.strictObject(copy).meta({ id: 'CopyBot' });
/** POST …/share-links/copy */
export const CopyByLink = z.strictObject({ secret, ...copy }).meta({ id: 'CopyByLink' });
