import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { InviteMemberCommand } from './invite-member.handler';

export const InviteMemberController = serve(
  routes.organization.inviteMember,
  ({ asked, context }) => new InviteMemberCommand(asked, context),
);
