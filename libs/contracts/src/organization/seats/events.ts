import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';

/** How many people may belong to it, those who are invited among them; `null` is as many as it likes. */
export const seatLimitSet = defineEvent('SeatLimitSet', { data: { limit: z.int().min(1).nullable() } });

export const seatsEvents = { seatLimitSet };
export type SeatsEvent = EventOf<(typeof seatsEvents)[keyof typeof seatsEvents]>;
