import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { id, line, timeZone } from '../../words';
import { storedWorkspaceRole as role } from '../../workspace-roles';

const name = line(1, 80);
const workspace = { workspaceId: id };
const member = { ...workspace, personId: id };

export const workspaceCreated = defineEvent('WorkspaceCreated', {
  data: { ...workspace, isDefault: z.boolean() },
  text: { name },
});
export const workspaceRenamed = defineEvent('WorkspaceRenamed', { data: workspace, text: { name } });
/** All settings as they are from here on; `null` is as the organization has it. */
export const workspaceSettingsChanged = defineEvent('WorkspaceSettingsChanged', {
  data: { ...workspace, timeZone: timeZone.nullable(), inactivityMinutes: z.int().min(1).max(60).nullable() },
});
/** How many people may be added; `null` is as many as the organization has. */
export const workspaceLimitsSet = defineEvent('WorkspaceLimitsSet', {
  data: { ...workspace, members: z.int().min(1).nullable() },
});
/** W23: for how many days its runs are seen; `null` is as long as the organization has it. */
export const workspaceRunRetentionSet = defineEvent('WorkspaceRunRetentionSet', {
  data: { ...workspace, days: z.int().min(1).nullable() },
});
/** D7: a role in one workspace; what somebody is in the organization stays as it is. */
export const workspaceMemberAdded = defineEvent('WorkspaceMemberAdded', { data: { ...member, role } });
export const workspaceRoleChanged = defineEvent('WorkspaceRoleChanged', { data: { ...member, role } });
export const workspaceMemberRemoved = defineEvent('WorkspaceMemberRemoved', { data: member });
export const workspaceArchived = defineEvent('WorkspaceArchived', { data: workspace });
export const workspaceRestored = defineEvent('WorkspaceRestored', { data: workspace });
export const workspaceDeleted = defineEvent('WorkspaceDeleted', { data: workspace });

export const workspacesEvents = {
  workspaceCreated,
  workspaceRenamed,
  workspaceSettingsChanged,
  workspaceLimitsSet,
  workspaceRunRetentionSet,
  workspaceMemberAdded,
  workspaceRoleChanged,
  workspaceMemberRemoved,
  workspaceArchived,
  workspaceRestored,
  workspaceDeleted,
};
export type WorkspacesEvent = EventOf<(typeof workspacesEvents)[keyof typeof workspacesEvents]>;
