import { workspaceRestored, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace, nameMustBeFree } from '../../organization/workspaces';

export interface RestoreWorkspace {
  readonly organizationId: string;
  readonly workspaceId: string;
}

/** Back as it was, unless another one has its name now. */
export const restoreWorkspace: Decide<Organization, RestoreWorkspace, OrganizationEvent> = (
  { workspaces },
  { workspaceId },
) => {
  const workspace = mustBeWorkspace(workspaces, workspaceId);
  if (!workspace.archived) return [];
  nameMustBeFree(workspaces, workspace.name, workspaceId);
  return [workspaceRestored({ workspaceId })];
};
