import { refused, workspaceMemberAdded, type OrganizationEvent, type WorkspaceRole } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustAssign, mustHaveWorkspaceRoles } from '../../organization/workspace-members';
import { mustBeActive, mustHaveRoomFor } from '../../organization/workspaces';

export interface AddWorkspaceMember {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly personId: string;
  readonly role: WorkspaceRole;
}

/** D-WS, X6: a member of the organization comes into a workspace; nothing when they are that in it already. */
export const addWorkspaceMember: Decide<Organization, AddWorkspaceMember, OrganizationEvent> = (
  state,
  { workspaceId, personId, role },
  { actor },
) => {
  mustHaveWorkspaceRoles(state);
  const workspace = mustBeActive(state.workspaces, workspaceId);
  mustAssign(state, { workspace, actor, personId, gives: role });
  const present = workspace.members.get(personId);
  if (present === role) return [];
  if (present !== undefined) throw refused('ALREADY_MEMBER');
  mustHaveRoomFor(workspace);
  return [workspaceMemberAdded({ workspaceId, personId, role })];
};
