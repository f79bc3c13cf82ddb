import { refused, routes } from '@annals/contracts';
import { effectOf, type RequestFacts, serve } from '@annals/platform';
import { LeaveOrganizationCommand } from './leave-organization.handler';

/** Whom only the guard knows. @throws Refused FORBIDDEN for a key: it is nobody who could leave */
function leaver({ member }: RequestFacts): string {
  if (!member) throw refused('FORBIDDEN');
  return member.personId;
}

export const LeaveOrganizationController = serve(
  routes.organization.leaveOrganization,
  ({ asked, caller, context }) => new LeaveOrganizationCommand({ ...asked, personId: leaver(caller) }, context),
  (decided, { caller }) => ({ personId: leaver(caller), ...effectOf(decided) }),
);
