import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { CreateOrganizationCommand } from './create-organization.handler';

export const CreateOrganizationController = serve(
  routes.identity.createOrganization,
  ({ asked, caller, context }) => new CreateOrganizationCommand(asked, context, caller.principal),
);
