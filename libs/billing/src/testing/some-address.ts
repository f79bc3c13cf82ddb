import { billingAddressSet } from '@annals/contracts';

export const organizationId = '0a000000-0000-4000-8000-00000000000a';

/** As it is typed. */
export const halden = {
  organizationId,
  company: 'Halden Freight AS',
  street: 'Tollbugata 14',
  postalCode: '1767',
  town: 'Halden',
  country: 'NO',
  taxId: 'no 918274655mva',
  invoicesTo: 'finance@halden.example',
} as const;

/** As it is kept. */
export const haldenSet = billingAddressSet(
  { country: 'NO' },
  {
    company: 'Halden Freight AS',
    street: 'Tollbugata 14',
    postalCode: '1767',
    town: 'Halden',
    region: '',
    taxId: 'NO 918 274 655 MVA',
    invoicesTo: 'finance@halden.example',
  },
);
