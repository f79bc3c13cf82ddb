import { billingAddressSet } from '@annals/contracts';
import { given } from '@annals/kernel';
import { billing } from '../../billing/billing';
import { halden, haldenSet } from '../../testing/some-address';
import { setBillingAddress } from './set-billing-address';

const violation = (path: string, code: string, message: string) => ({ violations: [{ path, code, message }] });

describe('A18: set the billing address', () => {
  it('is set, with postal code and tax id as its country writes them', () =>
    given(billing).when(setBillingAddress, halden).then(haldenSet));

  it('says no to a postal code that its country does not have, or that is missing', () => {
    given(billing)
      .when(setBillingAddress, { ...halden, postalCode: '17671' })
      .thenRefused('BILLING_ADDRESS_INVALID', violation('/postalCode', 'not_allowed', 'has 4 digits there'));
    const { postalCode: _postalCode, ...without } = halden;
    given(billing)
      .when(setBillingAddress, without)
      .thenRefused('BILLING_ADDRESS_INVALID', violation('/postalCode', 'required', 'is missing'));
    given(billing)
      .when(setBillingAddress, { ...halden, country: 'AE', taxId: undefined })
      .thenRefused('BILLING_ADDRESS_INVALID');
  });

  it('says no to a tax id that its country does not have', () =>
    given(billing)
      .when(setBillingAddress, { ...halden, taxId: 'DE123456789' })
      .thenRefused(
        'TAX_ID_INVALID',
        violation('/taxId', 'not_allowed', 'is written like NO 999 999 999 MVA there (9 is a digit)'),
      ));

  it('does without a postal code where there is none, and without a tax id', () =>
    given(billing, haldenSet)
      .when(setBillingAddress, {
        organizationId: halden.organizationId,
        company: 'Gulf Trade',
        street: 'Sheikh Zayed Road',
        town: 'Dubai',
        country: 'AE',
      })
      .then(
        billingAddressSet(
          { country: 'AE' },
          {
            company: 'Gulf Trade',
            street: 'Sheikh Zayed Road',
            postalCode: '',
            town: 'Dubai',
            region: '',
            taxId: '',
            invoicesTo: '',
          },
        ),
      ));

  it('stays quiet when it is so already, however it is typed', () =>
    given(billing, haldenSet)
      .when(setBillingAddress, { ...halden, taxId: 'NO 918 274 655 MVA' })
      .thenNothing());
});
