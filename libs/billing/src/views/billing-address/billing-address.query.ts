import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { billingAddress } from './billing-address.view';

type Route = typeof routes.billing.getBillingAddress;

/** The present one; none before it was set. */
async function getBillingAddress(
  db: ViewDb<typeof billingAddress>,
  { organizationId }: AskedOf<Route>,
): Promise<AnswerOf<Route>> {
  const row = await db
    .selectFrom('addresses')
    .leftJoin('changes', 'changes.organization_id', 'addresses.organization_id')
    .selectAll('addresses')
    .select('changes.n')
    .where('addresses.organization_id', '=', organizationId)
    .executeTakeFirst();
  if (!row) return { organizationId, address: null };
  return {
    organizationId,
    address: {
      company: row.company ?? '[erased]',
      street: row.street ?? '[erased]',
      postalCode: given(row.postal_code),
      town: row.town ?? '[erased]',
      region: given(row.region),
      country: row.country,
      taxId: given(row.tax_id),
      invoicesTo: given(row.invoices_to),
      setAt: row.set_at,
      times: row.n ?? 1,
    },
  };
}

const given = (text: string | null): string | null => (text === '' ? null : text);

export const GetBillingAddress = query('GetBillingAddress', billingAddress, getBillingAddress);

export const GetBillingAddressController = serve(routes.billing.getBillingAddress, GetBillingAddress);
