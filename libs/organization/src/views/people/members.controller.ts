import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { ListMembersQuery } from './members.query';

export const MembersController = serve(
  routes.organization.listMembers,
  ({ asked, caller, minPosition }) =>
    new ListMembersQuery({ ...asked, mayReadEmail: caller.permissions.has('members.email:read') }, minPosition),
);
