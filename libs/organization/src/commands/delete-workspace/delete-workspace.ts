import { refused, workspaceDeleted, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeWorkspace, mustNotBeLast } from '../../organization/workspaces';

export interface DeleteWorkspace {
  readonly organizationId: string;
  readonly workspaceId: string;
  /** How many bots are in it, as the fleet said a moment ago; none comes into an archived one. */
  readonly bots: number;
}

/** Only an archived one, and only once nothing would be left without a workspace. */
export const deleteWorkspace: Decide<Organization, DeleteWorkspace, OrganizationEvent> = (
  { workspaces },
  { workspaceId, bots },
) => {
  const workspace = mustBeWorkspace(workspaces, workspaceId);
  mustNotBeLast(workspaces, workspace);
  if (!workspace.archived) throw refused('WORKSPACE_NOT_ARCHIVED');
  if (bots > 0) throw refused('WORKSPACE_HAS_BOTS', { bots });
  return [workspaceDeleted({ workspaceId })];
};
