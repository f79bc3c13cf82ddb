import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { ListInvitationsQuery } from './invitations.query';

export const InvitationsController = serve(
  routes.organization.listInvitations,
  ({ asked, minPosition }) => new ListInvitationsQuery(asked, minPosition),
);
