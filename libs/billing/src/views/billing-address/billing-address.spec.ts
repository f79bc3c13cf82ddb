import { givenLog, happened } from '@annals/views';
import { haldenSet, organizationId } from '../../testing/some-address';
import { billingAddress } from './billing-address.view';

const at = '2026-06-03T09:15:00.000Z';
const log = [haldenSet, haldenSet].map((event) => happened(event, { organization: organizationId, at }));

describe('view billing address', () => {
  it('A18: has the present address and how often it was set', () => {
    const { addresses, changes } = givenLog(...log).viewOf(billingAddress);
    expect(addresses).toEqual([
      {
        organization_id: organizationId,
        country: 'NO',
        company: 'Halden Freight AS',
        street: 'Tollbugata 14',
        postal_code: '1767',
        town: 'Halden',
        region: '',
        tax_id: 'NO 918 274 655 MVA',
        invoices_to: 'finance@halden.example',
        set_at: at,
      },
    ]);
    expect(changes).toEqual([{ organization_id: organizationId, n: 2 }]);
  });

  it('has no words once the billing key is gone', () =>
    expect(givenLog(...log).erasedViewOf(billingAddress).addresses).toMatchObject([
      { company: null, street: null, tax_id: null, invoices_to: null },
    ]));
});
