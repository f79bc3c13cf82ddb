import { refused, routes } from '@annals/contracts';
import { command, effectOf, type RequestFacts, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { leaveOrganization } from './leave-organization';

export const LeaveOrganization = command(
  'LeaveOrganization',
  organization,
  ({ organizationId }) => [organizationId],
  leaveOrganization,
);

/** Whom only the guard knows. @throws Refused FORBIDDEN for a key: it is nobody who could leave */
function leaver({ member }: RequestFacts): string {
  if (!member) throw refused('FORBIDDEN');
  return member.personId;
}

export const LeaveOrganizationController = serve(
  routes.organization.leaveOrganization,
  ({ asked, caller, context }) => {
    leaver(caller);
    return new LeaveOrganization.Command(asked, context);
  },
  (decided, { caller }) => ({ personId: leaver(caller), ...effectOf(decided) }),
);
