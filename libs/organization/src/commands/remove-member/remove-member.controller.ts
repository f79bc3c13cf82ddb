import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { removeMember } from './remove-member';

export const RemoveMember = command(
  'RemoveMember',
  organization,
  ({ organizationId }) => [organizationId],
  removeMember,
);

export const RemoveMemberController = serve(routes.organization.removeMember, RemoveMember, idsAndEffect);
