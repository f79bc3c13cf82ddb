import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { JoinByDomainCommand } from './join-by-domain.handler';

export const JoinByDomainController = serve(
  routes.organization.joinOrganization,
  ({ asked, caller, context }) => new JoinByDomainCommand(asked, context, caller.principal),
);
