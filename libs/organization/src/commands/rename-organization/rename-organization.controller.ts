import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { renameOrganization } from './rename-organization';

export const RenameOrganization = command(
  'RenameOrganization',
  organization,
  ({ organizationId }) => [organizationId],
  renameOrganization,
);

export const RenameOrganizationController = serve(
  routes.organization.renameOrganization,
  RenameOrganization,
  idsAndEffect,
);
