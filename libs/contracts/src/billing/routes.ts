import { OrganizationParams } from '../organization/params';
import { ORGANIZATION } from '../organization/path';
import { route } from '../route';
import * as api from './api';

export const getBillingAddress = route({
  method: 'GET',
  path: `${ORGANIZATION}/billing-address`,
  params: OrganizationParams,
  answer: api.FoundBillingAddress,
  access: 'org.billing_address:read',
  tag: 'billing',
  sentence: 'What invoices are made out to; null before it was set.',
  readsOwnWrites: true,
});

export const setBillingAddress = route({
  method: 'PUT',
  path: `${ORGANIZATION}/billing-address`,
  params: OrganizationParams,
  body: api.SetBillingAddress,
  answer: api.BillingEffect,
  access: 'org.billing_address:write',
  tag: 'billing',
  sentence: 'Sets what invoices are made out to, from the next one on. Issued invoices stay as they are.',
  refusals: ['BILLING_ADDRESS_INVALID', 'TAX_ID_INVALID'],
});
