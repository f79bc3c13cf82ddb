import { z } from 'zod';
import { country } from '../countries';
import { defineEvent, type EventOf } from '../define-event';

/** As it was written; empty where it was left out. */
const text = z.string().max(254);

/**
 * Stream `billing-{organizationId}`. Its `text` is sealed under the organization's billing key, which is made with this
 * first event and outlives a purge by the legal period (history.md §7). An address for invoices may name people, and is
 * still the organization's: what an invoice rests on is not forgotten with one of them.
 */
export const billingAddressSet = defineEvent('BillingAddressSet', {
  data: { country },
  text: { company: text, street: text, postalCode: text, town: text, region: text, taxId: text, invoicesTo: text },
});

export const billingEvents = { billingAddressSet };
export type BillingEvent = EventOf<(typeof billingEvents)[keyof typeof billingEvents]>;
