import { command } from '@annals/platform';
import { organization } from '../../organization/organization';
import { recordInvitationMailed } from './record-invitation-mailed';

export const RecordInvitationMailed = command(
  'RecordInvitationMailed',
  organization,
  ({ organizationId }) => [organizationId],
  recordInvitationMailed,
);
