import { refused, routes, systemRole, type Role } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { grantable } from '../../organization/can-grant';
import { organization } from '../../organization/organization';

/** Of no view: what the guard has just read, and what the organization's stream says of its roles. */
@Controller()
export class MyMembershipController {
  constructor(private readonly store: EventStore) {}

  @On(routes.organization.getMyMembership)
  async me(
    @Incoming() { asked, caller: { member, permissions } }: Arrived<typeof routes.organization.getMyMembership>,
  ) {
    if (!member) throw refused('FORBIDDEN'); // a key is no member
    return {
      personId: member.personId,
      roles: member.roles,
      permissions: [...permissions],
      grantable: await this.grantable(asked.organizationId, member.roles),
    };
  }

  private async grantable(organizationId: string, held: readonly Role[]): Promise<readonly Role[]> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    return grantable(state.roles, held, [...systemRole.options, ...state.roles.own.keys()]);
  }
}
