import { z } from 'zod';
import { role } from '../../roles';
import {
  email,
  askedTimeZone,
  effect,
  id,
  instant,
  line,
  page,
  paged,
  personal,
  reason,
  search,
  timeZone,
} from '../../words';
import { storedWorkspaceRole, workspaceRole } from '../../workspace-roles';
import { memberStatus } from '../people/status';
import { runsKeptDays } from '../policies/values';

const name = line(1, 80);
/** So many an organization may have, archived ones too; a plan will say so. */
export const MOST_WORKSPACES = 200;

export const WorkspaceParams = z.object({ organizationId: id, workspaceId: id });
export const WorkspaceMemberParams = z.object({ organizationId: id, workspaceId: id, personId: id });

/** POST …/workspaces */
export const CreateWorkspace = z.strictObject({ name, reason }).meta({ id: 'CreateWorkspace' });
/** POST …/workspaces/{workspaceId}/rename, /settings, /limits, /run-retention; /archive, /restore and /delete take a reason only. */
export const RenameWorkspace = z.strictObject({ name, reason }).meta({ id: 'RenameWorkspace' });
export const ChangeWorkspaceSettings = z
  .strictObject({ timeZone: askedTimeZone.nullable(), inactivityMinutes: z.int().min(1).max(60).nullable(), reason })
  .meta({ id: 'ChangeWorkspaceSettings' });
export const SetWorkspaceLimits = z
  .strictObject({ members: z.int().min(1).max(10_000).nullable(), reason })
  .meta({ id: 'SetWorkspaceLimits' });
export const SetRunRetention = z.strictObject({ days: runsKeptDays, reason }).meta({ id: 'SetRunRetention' });
export const WorkspaceEffect = z.object({ workspaceId: id, ...effect }).meta({ id: 'WorkspaceEffect' });

/** POST …/workspaces/{workspaceId}/members; …/members/{personId}/role, /remove */
export const AddWorkspaceMember = z
  .strictObject({ personId: id, role: workspaceRole, reason })
  .meta({ id: 'AddWorkspaceMember' });
/** POST …/workspaces/{workspaceId}/invitations: as an external of the organization. */
export const InviteIntoWorkspace = z
  .strictObject({ email, role: workspaceRole, accessUntil: instant.optional() })
  .meta({ id: 'InviteIntoWorkspace' });
export const ChangeWorkspaceRole = z.strictObject({ role: workspaceRole, reason }).meta({ id: 'ChangeWorkspaceRole' });
export const WorkspaceMemberEffect = z
  .object({ workspaceId: id, personId: id, ...effect })
  .meta({ id: 'WorkspaceMemberEffect' });
/** GET …/workspaces and …/workspaces/{workspaceId} */
export const workspaceStatus = z.enum(['active', 'archived']);
export const ListWorkspaces = z.strictObject({
  ...page,
  search,
  status: workspaceStatus.optional(),
  /** Only those that this person may enter. */
  person: id.optional(),
});
export const Workspace = z
  .object({
    workspaceId: id,
    name: z.string(),
    status: workspaceStatus,
    timeZone: timeZone.nullable(),
    inactivityMinutes: z.int().nullable(),
    memberLimit: z.int().nullable(),
    /** For how many days its runs are seen; null: as long as the organization has it (W23). */
    runsKeptDays: z.int().nullable(),
    /**
     * People who were added here; who comes in by a role of the organization is not counted. Null for who may not see
     * people (W15).
     */
    people: z.int().nullable(),
    bots: z.int(),
    createdAt: instant,
    archivedAt: instant.nullable(),
  })
  .meta({ id: 'Workspace' });
/** `active` and `archived` count all, as far as who asks may see them. */
export const Workspaces = z
  .object({
    ...paged(Workspace),
    active: z.int(),
    archived: z.int(),
    /** How many people may enter one at least, and how many by a role of the organization; null for who may not see people. */
    access: z.object({ people: z.int(), entering: z.int(), owning: z.int(), reading: z.int() }).nullable(),
  })
  .meta({ id: 'Workspaces' });

/** GET …/workspaces/{workspaceId}/members: who was added here, who is invited, then who
 * comes in by a role of the organization. `total` counts all of them. */
export const ListWorkspaceMembers = z.strictObject({ ...page, search });
/** GET …/workspaces/{workspaceId}/members/export */
export const ExportWorkspaceMembers = z.strictObject({ search });
/** Of who is invited there is no name yet; `email` is there for who may see addresses. */
export const WorkspaceMember = z
  .object({
    personId: id,
    alias: personal,
    role: storedWorkspaceRole,
    /** The role of the organization that makes them one here: it can't be changed in a workspace. */
    inheritedFrom: role.nullable(),
    /** Null for who is invited. A suspended one keeps their place, and may nothing. */
    status: memberStatus.nullable(),
    addedAt: instant.nullable(),
    lastActiveAt: instant.nullable(),
    invitation: z.object({ invitationId: id, email: personal.optional(), expiresAt: instant }).nullable(),
  })
  .meta({ id: 'WorkspaceMember' });
export const WorkspaceMembers = z
  .object({ ...paged(WorkspaceMember), total: z.int(), invited: z.int() })
  .meta({ id: 'WorkspaceMembers' });
