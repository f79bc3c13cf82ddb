import { workspaceArchived, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace, mustNotBeLast } from '../../organization/workspaces';

export interface ArchiveWorkspace {
  readonly organizationId: string;
  readonly workspaceId: string;
}

/** D22: any but the last one that is not archived. */
export const archiveWorkspace: Decide<Organization, ArchiveWorkspace, OrganizationEvent> = (
  { workspaces },
  { workspaceId },
) => {
  const workspace = mustBeWorkspace(workspaces, workspaceId);
  if (workspace.archived) return [];
  mustNotBeLast(workspaces, workspace);
  return [workspaceArchived({ workspaceId })];
};
