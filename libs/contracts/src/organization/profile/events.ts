import { defineEvent, type EventOf } from '../../define-event';
import { alias, email, generation, id, instant } from '../../words';

/** What somebody is called here from now on; nobody else is called so (B3). */
export const memberProfileUpdated = defineEvent('MemberProfileUpdated', {
  data: { personId: id, userId: id },
  personal: { alias },
  of: 'personId',
});
/** Somebody wants to be written to at another address. It counts once the code that was mailed there was said. */
export const memberContactRequested = defineEvent('MemberContactRequested', {
  data: { personId: id, generation, codeExpiresAt: instant },
  personal: { email },
  of: 'personId',
});
/**
 * Where somebody is written to about this organization from now on. Until `trustedFrom` nothing of ownership goes
 * there: whoever reads the address before was told, and can say that it was not them.
 */
export const memberContactVerified = defineEvent('MemberContactVerified', {
  data: { personId: id, generation, trustedFrom: instant },
  personal: { email },
  of: 'personId',
});

export const profileEvents = { memberProfileUpdated, memberContactRequested, memberContactVerified };
export type ProfileEvent = EventOf<(typeof profileEvents)[keyof typeof profileEvents]>;
