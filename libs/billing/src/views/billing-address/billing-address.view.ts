import { counters, rows, shown, view } from '@annals/views';

/** What an organization's invoices are made out to, since when, and how often that was set. */
export const billingAddress = view({
  name: 'billing_address',
  version: 1,
  tables: {
    addresses: rows({
      key: ['organization_id'],
      columns: {
        organization_id: 'uuid',
        country: 'text',
        company: 'text?',
        street: 'text?',
        postal_code: 'text?',
        town: 'text?',
        region: 'text?',
        tax_id: 'text?',
        invoices_to: 'text?',
        set_at: 'instant',
      },
    }),
    changes: counters({ key: ['organization_id'], columns: { n: 'int8' } }),
  },
  on: {
    BillingAddressSet: (t, e) => {
      t.addresses.put({
        organization_id: e.organization,
        country: e.data.country,
        company: shown(e.text, 'company'),
        street: shown(e.text, 'street'),
        postal_code: shown(e.text, 'postalCode'),
        town: shown(e.text, 'town'),
        region: shown(e.text, 'region'),
        tax_id: shown(e.text, 'taxId'),
        invoices_to: shown(e.text, 'invoicesTo'),
        set_at: e.at,
      });
      t.changes.increment([e.organization], { n: 1 });
    },
  },
});
