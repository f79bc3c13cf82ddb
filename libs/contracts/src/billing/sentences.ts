import { tells, type SentenceTemplate } from '../sentence';
import { billingAddressSet, type BillingEvent } from './events';

export const billingSentences: { readonly [Type in BillingEvent['type']]: SentenceTemplate<Type> } = {
  BillingAddressSet: tells(billingAddressSet, ({ country }, text) => [
    `set the billing address to ${text('company')}, ${text('town')} (${country})`,
  ]),
};
