import { z } from 'zod';
import { effect, id, instant, personal, reason } from '../../words';

const somebody = z.object({ personId: id, alias: personal });

/** GET …/ownership-offer: the offer that is open, for owners and for who may accept it; null for everybody else. */
export const OwnershipOffer = z
  .object({
    offer: z
      .object({
        offerId: id,
        offeredBy: somebody,
        offeredTo: somebody,
        stepsDown: z.boolean(),
        offeredAt: instant,
        expiresAt: instant,
      })
      .nullable(),
  })
  .meta({ id: 'OwnershipOffer' });
export const OfferOwnership = z
  .strictObject({ personId: id, stepsDown: z.boolean().default(false), reason })
  .meta({ id: 'OfferOwnership' });
export const OwnershipEffect = z.object({ ...effect }).meta({ id: 'OwnershipEffect' });
