import { defineEvent, definitionsOf, id, instant, line, type EventOf } from '@annals/contracts';

/**
 * Events that no product has, for specs of the libraries below the contexts: a new event of the product touches its
 * context and the contracts, and none of those specs.
 */
const lampId = id;

export const lampHung = defineEvent('LampHung', { data: { lampId, roomId: id }, text: { name: line(1, 80) } });
export const lampLit = defineEvent('LampLit', { data: { lampId } });
export const lampDoused = defineEvent('LampDoused', { data: { lampId } });
export const lampFlared = defineEvent('LampFlared', { data: { lampId } });
export const lampFaded = defineEvent('LampFaded', { data: { lampId, fadedAt: instant } });
/** The only one about a person. */
export const lampLent = defineEvent('LampLent', {
  data: { lampId, personId: id },
  personal: { email: line(1, 254) },
  of: 'personId',
});

const lampEvents = { lampHung, lampLit, lampDoused, lampFlared, lampFaded, lampLent };
export type LampEvent = EventOf<(typeof lampEvents)[keyof typeof lampEvents]>;

/** What a program knows that knows lamps only: for `new EventStore({ forms })`. */
export const lampForms = { definitions: definitionsOf(lampEvents), upcasts: new Map() };
