import { z } from 'zod';
import { defineEvent } from '../../define-event';
import { id, instant, owner } from '../../words';
import { storedShareLinkLevel } from './api';

/**
 * In stream `fleet-{organizationId}`: who has the link may something with a bot, or copy it, as long as who made it may
 * give that. Its secret is minted (history.md §4) and in no event.
 */
export const shareLinkMade = defineEvent('ShareLinkMade', {
  data: {
    linkId: id,
    botId: id,
    by: owner,
    level: storedShareLinkLevel,
    until: instant,
    uses: z.int().min(1).optional(),
  },
});
/** What people have by it stays theirs. */
export const shareLinkRevoked = defineEvent('ShareLinkRevoked', { data: { linkId: id, botId: id } });
/** Its end has come; it worked until that instant, not until this event. */
export const shareLinkExpired = defineEvent('ShareLinkExpired', { data: { linkId: id, botId: id } });

export const shareLinkEvents = { shareLinkMade, shareLinkRevoked, shareLinkExpired };
