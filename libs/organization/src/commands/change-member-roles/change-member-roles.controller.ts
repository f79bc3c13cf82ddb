import { routes } from '@annals/contracts';
import { command, idsAndEffect, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { changeMemberRoles } from './change-member-roles';

export const ChangeMemberRoles = command(
  'ChangeMemberRoles',
  organization,
  ({ organizationId }) => [organizationId],
  changeMemberRoles,
);

export const ChangeMemberRolesController = serve(
  routes.organization.changeMemberRoles,
  ChangeMemberRoles,
  idsAndEffect,
);
