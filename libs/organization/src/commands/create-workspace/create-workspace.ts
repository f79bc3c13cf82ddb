import {
  MOST_WORKSPACES,
  ownsEveryWorkspace,
  refused,
  workspaceCreated,
  workspaceMemberAdded,
  type OrganizationEvent,
} from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { memberOfActor } from '../../organization/people';
import { nameMustBeFree } from '../../organization/workspaces';

export interface CreateWorkspace {
  readonly organizationId: string;
  readonly name: string;
}

/** D22: a workspace with a name of its own. Whoever makes it owns it; Owners and Admins do so anyway. */
export const createWorkspace: Decide<Organization, CreateWorkspace, OrganizationEvent> = (
  { workspaces, people },
  { name },
  { actor, id },
) => {
  const workspaceId = id('workspace');
  if (workspaces.all.has(workspaceId)) return [];
  if (workspaces.all.size >= MOST_WORKSPACES) throw refused('WORKSPACE_LIMIT_REACHED', { limit: MOST_WORKSPACES });
  nameMustBeFree(workspaces, name);
  const created = workspaceCreated({ workspaceId, isDefault: false }, { name });
  const maker = memberOfActor(people, actor);
  if (!maker || ownsEveryWorkspace(maker.roles)) return [created];
  return [created, workspaceMemberAdded({ workspaceId, personId: maker.personId, role: 'owner' })];
};
