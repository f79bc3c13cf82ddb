import { refused, workspaceArchived, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace, mustNotBeLast } from '../../organization/workspaces';

export interface ArchiveWorkspace {
  readonly organizationId: string;
  readonly workspaceId: string;
  /**
   * How many runs workers were at a moment ago, as their streams said. One that begins in this very moment goes on to
   * its end; none begins afterwards.
   */
  readonly runs: number;
}

/** D22: any but the last one that is not archived, and only while nothing runs there. */
export const archiveWorkspace: Decide<Organization, ArchiveWorkspace, OrganizationEvent> = (
  { workspaces },
  { workspaceId, runs },
) => {
  const workspace = mustBeWorkspace(workspaces, workspaceId);
  if (workspace.archived) return [];
  mustNotBeLast(workspaces, workspace);
  if (runs > 0) throw refused('WORKSPACE_HAS_RUNNING_JOBS', { runs });
  return [workspaceArchived({ workspaceId })];
};
