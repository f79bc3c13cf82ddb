import { workspaceLimitsSet, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace } from '../../organization/workspaces';

export interface SetWorkspaceLimits {
  readonly organizationId: string;
  readonly workspaceId: string;
  /** How many people may be added; null: no limit of its own. */
  readonly members: number | null;
}

/** Who is in it already stays, also where there are more of them. */
export const setWorkspaceLimits: Decide<Organization, SetWorkspaceLimits, OrganizationEvent> = (
  { workspaces },
  { workspaceId, members },
) =>
  mustBeWorkspace(workspaces, workspaceId).memberLimit === members
    ? []
    : [workspaceLimitsSet({ workspaceId, members })];
