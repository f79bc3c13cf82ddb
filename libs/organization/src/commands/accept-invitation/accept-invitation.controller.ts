import { routes } from '@annals/contracts';
import { serveSession } from '@annals/platform';
import { AcceptInvitationCommand } from './accept-invitation.handler';

export const AcceptInvitationController = serveSession(
  routes.organization.acceptInvitation,
  ({ asked, caller, context }) => new AcceptInvitationCommand(asked, context, caller.principal),
);
