import { EventStore } from '@annals/eventstore';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { defaultWorkspace } from './workspaces';

/** Where things land when nobody names a workspace (D22). */
@Injectable()
export class OrganizationWorkspaces {
  constructor(private readonly store: EventStore) {}

  async defaultOf(organizationId: string): Promise<string | undefined> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    return defaultWorkspace(state.workspaces);
  }
}
