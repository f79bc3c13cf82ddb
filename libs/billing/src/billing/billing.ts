import { type BillingEvent } from '@annals/contracts';
import { type Stream } from '@annals/kernel';

/** What an invoice is made out to. Empty: left out. */
export interface Address {
  readonly country: string;
  readonly company: string;
  readonly street: string;
  readonly postalCode: string;
  readonly town: string;
  readonly region: string;
  readonly taxId: string;
  readonly invoicesTo: string;
}

/** All that decisions about billing rest on. */
export interface Billing {
  address: Address | undefined;
}

/** Stream `billing-{organizationId}` (history.md §7). */
export const billing: Stream<Billing, BillingEvent> = {
  category: 'billing',
  initial: () => ({ address: undefined }),
  evolve: {
    BillingAddressSet(state, { data, text }): void {
      state.address = { ...data, ...text };
    },
  },
};
