import { auditDestinationAdded } from '@annals/contracts';
import { someId } from '@annals/views';

/** A webhook, as it is added. */
export const settings = { kind: 'webhook', after: 7 } as const;
export const typed = {
  name: 'Kestrel Audit',
  address: 'https://siem.kestrel.example/in',
  region: '',
  account: '',
  authority: '',
};
export const destinationId = someId('destination');
export const added = (id = destinationId) => auditDestinationAdded({ destinationId: id, ...settings }, typed);
