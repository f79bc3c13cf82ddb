import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { ResendInvitationCommand } from './resend-invitation.handler';

export const ResendInvitationController = serve(
  routes.organization.resendInvitation,
  ({ asked, context }) => new ResendInvitationCommand(asked, context),
  idsAndEffect,
);
