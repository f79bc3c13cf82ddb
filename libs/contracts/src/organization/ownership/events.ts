import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { id, instant } from '../../words';

/** `stepsDown`: whoever offers becomes an Admin when it is accepted, else both are owners. */
export const ownershipOffered = defineEvent('OwnershipOffered', {
  data: { offerId: id, offeredBy: id, offeredTo: id, stepsDown: z.boolean(), expiresAt: instant },
});
/** By whoever offered it, another owner, or the person who was to accept it. */
export const ownershipOfferWithdrawn = defineEvent('OwnershipOfferWithdrawn', { data: { offerId: id } });
/** Somebody is an owner because somebody else handed it to them: by an accepted offer, or on leaving. */
export const ownershipTransferred = defineEvent('OwnershipTransferred', {
  data: { from: id, to: id, offerId: id.optional() },
});

export const ownershipEvents = { ownershipOffered, ownershipOfferWithdrawn, ownershipTransferred };
export type OwnershipEvent = EventOf<(typeof ownershipEvents)[keyof typeof ownershipEvents]>;
