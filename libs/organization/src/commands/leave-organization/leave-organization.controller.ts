import { refused, routes } from '@annals/contracts';
import { type Arrived, command, effectOf, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { organization } from '../../organization/organization';
import { leaveOrganization } from './leave-organization';

export const LeaveOrganization = command(
  'LeaveOrganization',
  organization,
  ({ organizationId }) => [organizationId],
  leaveOrganization,
);

/** The answer names the member who asked, whom only the guard knows. */
@Controller()
export class LeaveOrganizationController {
  constructor(private readonly commands: CommandBus) {}

  @On(routes.organization.leaveOrganization)
  async leave(@Incoming() { asked, caller, context }: Arrived<typeof routes.organization.leaveOrganization>) {
    if (!caller.member) throw refused('FORBIDDEN'); // a key is nobody who could leave
    const decided = await this.commands.execute(new LeaveOrganization.Command(asked, context));
    return { personId: caller.member.personId, ...effectOf(decided) };
  }
}
