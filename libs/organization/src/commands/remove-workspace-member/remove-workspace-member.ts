import { refused, workspaceMemberRemoved, type OrganizationEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustAssign } from '../../organization/workspace-members';
import { mustBeWorkspace } from '../../organization/workspaces';

export interface RemoveWorkspaceMember {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly personId: string;
}

/** D13, D-WS: out of this workspace; they stay in the organization. */
export const removeWorkspaceMember: Decide<Organization, RemoveWorkspaceMember, OrganizationEvent> = (
  state,
  { workspaceId, personId },
  { actor },
) => {
  const workspace = mustBeWorkspace(state.workspaces, workspaceId);
  const present = workspace.members.get(personId);
  mustAssign(state, { workspace, actor, personId, takes: present });
  if (present === undefined) throw refused('MEMBER_NOT_FOUND');
  return [workspaceMemberRemoved({ workspaceId, personId })];
};
