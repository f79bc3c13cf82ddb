import { refused, routes, systemRole } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { type Arrived, Incoming, On, type RequestFacts } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { grantable } from '../../organization/can-grant';
import { organization } from '../../organization/organization';
import { named } from '../../organization/roles';
import { workspacesEnteredBy } from '../../organization/workspaces';

type Me = NonNullable<RequestFacts['member']>;

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
      permissions: [...permissions],
      ...(await this.inOrganization(asked.organizationId, member)),
    };
  }

  private async inOrganization(organizationId: string, { personId, roles }: Me) {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    const { ownerTerm, workspaceTerm, workspaceRoles: addedCount, catalogue } = state.policies.inForce;
    return {
      ...named(state, roles),
      grantable: grantable(state, roles, [...systemRole.options, ...state.roles.own.keys()]),
      workspaces: workspacesEnteredBy(state.workspaces, { personId, roles, addedCount }),
      terms: { owner: ownerTerm, workspace: workspaceTerm },
      showsCatalogue: catalogue === 'names_and_owners',
    };
  }
}
