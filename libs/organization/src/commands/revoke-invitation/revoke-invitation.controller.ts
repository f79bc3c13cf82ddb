import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { revokeInvitation } from './revoke-invitation';

export const RevokeInvitation = command(
  'RevokeInvitation',
  organization,
  ({ organizationId }) => [organizationId],
  revokeInvitation,
);

export const RevokeInvitationController = serve(routes.organization.revokeInvitation, RevokeInvitation, idsAndEffect);
