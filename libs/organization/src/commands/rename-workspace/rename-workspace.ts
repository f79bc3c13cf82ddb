import { workspaceRenamed, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace, nameMustBeFree } from '../../organization/workspaces';

export interface RenameWorkspace {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly name: string;
}

/** The new name, or nothing when it is called so already. */
export const renameWorkspace: Decide<Organization, RenameWorkspace, OrganizationEvent> = (
  { workspaces },
  { workspaceId, name },
) => {
  const workspace = mustBeWorkspace(workspaces, workspaceId);
  if (workspace.name === name) return [];
  if (!workspace.archived) nameMustBeFree(workspaces, name, workspaceId);
  return [workspaceRenamed({ workspaceId }, { name })];
};
