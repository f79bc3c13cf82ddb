import { refused, workspaceRoleChanged, type OrganizationEvent, type WorkspaceRole } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustAssign } from '../../organization/workspace-members';
import { mustBeActive } from '../../organization/workspaces';

export interface ChangeWorkspaceRole {
  readonly organizationId: string;
  readonly workspaceId: string;
  readonly personId: string;
  readonly role: WorkspaceRole;
}

/** D7: what somebody is in this workspace, and nothing else. */
export const changeWorkspaceRole: Decide<Organization, ChangeWorkspaceRole, OrganizationEvent> = (
  state,
  { workspaceId, personId, role },
  { actor },
) => {
  const workspace = mustBeActive(state.workspaces, workspaceId);
  const present = workspace.members.get(personId);
  mustAssign(state, { workspace, actor, personId, takes: present, gives: role });
  if (present === undefined) throw refused('MEMBER_NOT_FOUND');
  return present === role ? [] : [workspaceRoleChanged({ workspaceId, personId, role })];
};
