import { EventStore } from '@annals/eventstore';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { defaultWorkspace, mustBeActive } from './workspaces';

/** Where things land, and whether something may begin there (D22). */
@Injectable()
export class OrganizationWorkspaces {
  constructor(private readonly store: EventStore) {}

  async defaultOf(organizationId: string): Promise<string | undefined> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    return defaultWorkspace(state.workspaces);
  }

  /** @throws Refused WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED, as it is this moment, or after the one that is given */
  async mustBeActive(organizationId: string, workspaceId: string, since = performance.now()): Promise<void> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] }, { since });
    mustBeActive(state.workspaces, workspaceId);
  }
}
