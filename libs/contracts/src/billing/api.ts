import { z } from 'zod';
import { askedCountry, country } from '../countries';
import { effect, email, id, instant, line, reason } from '../words';

/** PUT …/billing-address. What it says of each other (a postal code of that country) is looked at by the command. */
export const SetBillingAddress = z
  .strictObject({
    company: line(1, 120).meta({ example: 'Halden Freight AS' }),
    street: line(1, 200).meta({ example: 'Tollbugata 14' }),
    postalCode: line(1, 16).meta({ example: '1767' }).optional(),
    town: line(1, 100).meta({ example: 'Halden' }),
    region: line(1, 100).optional(),
    country: askedCountry,
    taxId: line(1, 30).optional(),
    invoicesTo: email.optional(),
    reason,
  })
  .meta({ id: 'SetBillingAddress' });
/** GET …/billing-address: `null` before one was set. */
export const BillingAddress = z
  .object({
    company: z.string(),
    street: z.string(),
    postalCode: z.string().nullable(),
    town: z.string(),
    region: z.string().nullable(),
    country,
    taxId: z.string().nullable(),
    invoicesTo: z.string().nullable(),
    setAt: instant,
    /** How often it was set, the first time included. */
    times: z.int(),
  })
  .meta({ id: 'BillingAddress' });
export const FoundBillingAddress = z
  .object({ organizationId: id, address: BillingAddress.nullable() })
  .meta({ id: 'FoundBillingAddress' });
export const BillingEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'BillingEffect' });
