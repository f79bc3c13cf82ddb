import { defineEvent } from '../../define-event';
import { id, instant, lines, owner } from '../../words';
import { storedGrantLevel } from '../../grant-levels';
import { MOST_NOTE } from './limits';

/**
 * In stream `fleet-{organizationId}`: who may do something with one bot. Of a person and a bot the newest one counts, and
 * where it was given `under` somebody's own grant, only while that one counts and allows as much; without it, a role or
 * owning the bot allowed it. `linkId`: they took it themselves, by that link.
 */
export const appShared = defineEvent('AppShared', {
  version: 2,
  data: {
    grantId: id,
    botId: id,
    to: owner,
    level: storedGrantLevel,
    until: instant.optional(),
    under: owner.optional(),
    linkId: id.optional(),
  },
});
/** Somebody took it away, or their membership ended. */
export const appGrantRevoked = defineEvent('AppGrantRevoked', { data: { grantId: id, botId: id, personId: id } });
/** It had an end, and that has come; it counted from that instant, not from this event. */
export const appGrantExpired = defineEvent('AppGrantExpired', { data: { grantId: id, botId: id, personId: id } });

/** A member asks for something with a bot, and may say why. */
export const appAccessRequested = defineEvent('AppAccessRequested', {
  data: { accessRequestId: id, botId: id, by: owner, level: storedGrantLevel, expiresAt: instant },
  text: { note: lines(MOST_NOTE).optional() },
});
const ofRequest = { accessRequestId: id, botId: id, personId: id };
/** `AppShared` beside it says what they may from here on. */
export const appAccessApproved = defineEvent('AppAccessApproved', { data: ofRequest });
export const appAccessDenied = defineEvent('AppAccessDenied', { data: ofRequest });
/** They do not ask any more, or do not belong any more. */
export const appAccessWithdrawn = defineEvent('AppAccessWithdrawn', { data: ofRequest });
/** Nobody answered in time. */
export const appAccessExpired = defineEvent('AppAccessExpired', { data: ofRequest });

export const appGrantEvents = {
  appShared,
  appGrantRevoked,
  appGrantExpired,
  appAccessRequested,
  appAccessApproved,
  appAccessDenied,
  appAccessWithdrawn,
  appAccessExpired,
};
