import {
  billingAddressSet,
  postalCodeOf,
  postalCodeRule,
  postalCodesOf,
  refused,
  taxIdOf,
  taxIdRule,
  type BillingEvent,
  type RefusalCode,
  type Violation,
} from '@annals/contracts';
import type { Decide, Frozen } from '@annals/kernel';
import type { Address, Billing } from '../../billing/billing';

export interface SetBillingAddress {
  readonly organizationId: string;
  readonly company: string;
  readonly street: string;
  readonly postalCode?: string | undefined;
  readonly town: string;
  readonly region?: string | undefined;
  readonly country: string;
  readonly taxId?: string | undefined;
  readonly invoicesTo?: string | undefined;
}

/** A18: what invoices are made out to from now on, as its country writes it; nothing when it is so already. */
export const setBillingAddress: Decide<Billing, SetBillingAddress, BillingEvent> = ({ address }, command) => {
  const { country, company, street, town, region = '', invoicesTo = '' } = command;
  const [postalCode, taxId] = [postalCodeIn(command), taxIdIn(command)];
  const text = { company, street, postalCode, town, region, taxId, invoicesTo };
  return isSame(address, { country, ...text }) ? [] : [billingAddressSet({ country }, text)];
};

/** @throws Refused BILLING_ADDRESS_INVALID */
function postalCodeIn({ country, postalCode }: SetBillingAddress): string {
  if (postalCode === undefined) {
    if (postalCodesOf(country).kind !== 'required') return '';
    throw wrong('BILLING_ADDRESS_INVALID', { path: '/postalCode', code: 'required', message: 'is missing' });
  }
  const written = postalCodeOf(country, postalCode);
  if (written !== undefined) return written;
  throw wrong('BILLING_ADDRESS_INVALID', {
    path: '/postalCode',
    code: 'not_allowed',
    message: postalCodeRule(country),
  });
}

/** @throws Refused TAX_ID_INVALID */
function taxIdIn({ country, taxId }: SetBillingAddress): string {
  if (taxId === undefined) return '';
  const written = taxIdOf(country, taxId);
  if (written !== undefined) return written;
  throw wrong('TAX_ID_INVALID', { path: '/taxId', code: 'not_allowed', message: taxIdRule(country) });
}

const wrong = (code: RefusalCode, violation: Violation) => refused(code, { violations: [violation] });

const FIELDS = ['country', 'company', 'street', 'postalCode', 'town', 'region', 'taxId', 'invoicesTo'] as const;

const isSame = (known: Frozen<Address> | undefined, asked: Address): boolean =>
  known !== undefined && FIELDS.every((field) => known[field] === asked[field]);
