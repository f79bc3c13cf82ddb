import { routes } from '@annals/contracts';
import { command, context, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { billing } from './billing/billing';
import { setBillingAddress } from './commands/set-billing-address/set-billing-address';
import { GetBillingAddressController } from './views/billing-address/billing-address.query';
import { billingAddress } from './views/billing-address/billing-address.view';

/** What an organization is billed to. */
export const billingContext = context({
  name: 'billing',
  controllers: [
    GetBillingAddressController,
    serve(
      routes.billing.setBillingAddress,
      command('SetBillingAddress', billing, ofOrganization, setBillingAddress),
      idsAndEffect,
    ),
  ],
  views: [billingAddress],
});
