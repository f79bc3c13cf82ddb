import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { alias, email, id, instant } from '../../words';
import { MESSAGE } from './limits';

/** Somebody asks to belong. What they say of themselves is theirs: it is forgotten with them. */
export const joinRequested = defineEvent('JoinRequested', {
  data: { requestId: id, personId: id, userId: id, expiresAt: instant },
  personal: { email, alias, message: z.string().max(MESSAGE).optional() },
  of: 'personId',
});
/** They belong from here on: `MemberAdded` beside it says as what. */
export const joinRequestApproved = defineEvent('JoinRequestApproved', { data: { requestId: id, personId: id } });
export const joinRequestDenied = defineEvent('JoinRequestDenied', {
  data: { requestId: id, personId: id, askAgainAt: instant },
});
/** They do not ask any more, or came in by another way. */
export const joinRequestWithdrawn = defineEvent('JoinRequestWithdrawn', { data: { requestId: id, personId: id } });
/** Nobody answered in time. */
export const joinRequestExpired = defineEvent('JoinRequestExpired', { data: { requestId: id, personId: id } });

export const joinRequestsEvents = {
  joinRequested,
  joinRequestApproved,
  joinRequestDenied,
  joinRequestWithdrawn,
  joinRequestExpired,
};
export type JoinRequestsEvent = EventOf<(typeof joinRequestsEvents)[keyof typeof joinRequestsEvents]>;
