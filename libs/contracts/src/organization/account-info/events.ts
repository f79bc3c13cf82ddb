import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { word } from '../../words';
import { industries, sizes } from './words';

/**
 * D21: what the organization says about itself for internal reference, all of it at once; what is left out is not said (`useCase`: empty).
 * It never comes near what is public: that is another record (X10).
 */
export const accountInfoUpdated = defineEvent('AccountInfoUpdated', {
  data: { industry: word(industries).optional(), size: word(sizes).optional() },
  text: { useCase: z.string().max(500) },
});

export const accountInfoEvents = { accountInfoUpdated };
export type AccountInfoEvent = EventOf<(typeof accountInfoEvents)[keyof typeof accountInfoEvents]>;
