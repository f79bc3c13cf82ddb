import { granted, MOST_SINGLE_BOTS, routes } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { organization } from '../../organization/organization';
import { ownRoles } from '../../organization/roles';

type Route = typeof routes.organization.getMyPermissions;

/** Of no view: what the guard lets through, and what the organization's stream says of the roles behind it. */
@Controller()
export class MyPermissionsController {
  constructor(private readonly store: EventStore) {}

  @On(routes.organization.getMyPermissions)
  async permissions(
    @Incoming() { asked, caller: { member, permissions, workspaces, bots = new Map() } }: Arrived<Route>,
  ) {
    const { state } = await this.store.state({ stream: organization, id: [asked.organizationId] });
    const grants = granted(member?.roles ?? [], ownRoles(state));
    return {
      permissions: [...permissions].map((permission) => ({ permission, roles: grants.get(permission) ?? [] })),
      workspaces: [...workspaces].map(([workspaceId, { role, permissions: there }]) => ({
        workspaceId,
        role,
        permissions: [...there],
      })),
      bots: [...bots]
        .slice(0, MOST_SINGLE_BOTS)
        .map(([botId, { role, permissions: there }]) => ({ botId, level: role, permissions: [...there] })),
      moreBots: bots.size > MOST_SINGLE_BOTS,
    };
  }
}
