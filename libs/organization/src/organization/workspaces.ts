import { comparableName, compareNames, refused, roleThere, type OrganizationEvent, type Role } from '@annals/contracts';
import { type Frozen, type SliceEvolve } from '@annals/kernel';

export interface Workspace {
  readonly workspaceId: string;
  name: string;
  archived: boolean;
  timeZone: string | null;
  inactivityMinutes: number | null;
  /** How many people may be added; null where the organization's seats are the only limit. */
  memberLimit: number | null;
  /** For how many days its runs are seen; null where the organization says it. */
  runsKeptDays: number | null;
  /** Person → role, of who was added here. */
  readonly members: Map<string, string>;
}

/** A workspace that comes with an invitation, and what somebody is to be in it. */
export interface Place {
  readonly workspaceId: string;
  readonly role: string;
}

/** Rooms inside an organization. There is never an organization without one (domain.md D22). */
export interface Workspaces {
  readonly all: Map<string, Workspace>;
  defaultId: string | undefined;
}

export const noWorkspaces = (): Workspaces => ({ all: new Map(), defaultId: undefined });

function change(workspaces: Workspaces, workspaceId: string, changes: Partial<Workspace>): void {
  const workspace = workspaces.all.get(workspaceId);
  if (workspace) Object.assign(workspace, changes);
}

/** What somebody was in workspaces ends with their membership, and does not come back with them. */
function gone(workspaces: Workspaces, personId: string): void {
  for (const { members } of workspaces.all.values()) members.delete(personId);
}

export const workspacesEvolve = {
  WorkspaceCreated(workspaces, { data: { workspaceId, isDefault }, text: { name } }): void {
    workspaces.all.set(workspaceId, {
      workspaceId,
      name,
      archived: false,
      timeZone: null,
      inactivityMinutes: null,
      memberLimit: null,
      runsKeptDays: null,
      members: new Map(),
    });
    if (isDefault) workspaces.defaultId = workspaceId;
  },
  WorkspaceRenamed: (all, { data, text }): void => change(all, data.workspaceId, { name: text.name }),
  WorkspaceSettingsChanged: (all, { data: { workspaceId, ...settings } }): void => change(all, workspaceId, settings),
  WorkspaceLimitsSet: (all, { data }): void => change(all, data.workspaceId, { memberLimit: data.members }),
  WorkspaceRunRetentionSet: (all, { data }): void => change(all, data.workspaceId, { runsKeptDays: data.days }),
  WorkspaceMemberAdded(workspaces, { data }): void {
    workspaces.all.get(data.workspaceId)?.members.set(data.personId, data.role);
  },
  WorkspaceRoleChanged(workspaces, { data }): void {
    workspaces.all.get(data.workspaceId)?.members.set(data.personId, data.role);
  },
  WorkspaceMemberRemoved(workspaces, { data }): void {
    workspaces.all.get(data.workspaceId)?.members.delete(data.personId);
  },
  WorkspaceArchived: (all, { data }): void => change(all, data.workspaceId, { archived: true }),
  WorkspaceRestored: (all, { data }): void => change(all, data.workspaceId, { archived: false }),
  WorkspaceDeleted(workspaces, { data }): void {
    workspaces.all.delete(data.workspaceId);
  },
  MemberRemoved: (workspaces, { data }): void => gone(workspaces, data.personId),
  MemberLeft: (workspaces, { data }): void => gone(workspaces, data.personId),
} satisfies SliceEvolve<Workspaces, OrganizationEvent>;

/** In the order in which they were made. */
export const activeWorkspaces = ({ all }: Frozen<Workspaces>): readonly Frozen<Workspace>[] =>
  [...all.values()].filter(({ archived }) => !archived);

/**
 * The workspace that things land in when nobody names one: the first one, or the oldest that is left; undefined before
 * the organization exists.
 */
export function defaultWorkspace(workspaces: Frozen<Workspaces>): string | undefined {
  const first = workspaces.all.get(workspaces.defaultId ?? '');
  return first && !first.archived ? first.workspaceId : activeWorkspaces(workspaces)[0]?.workspaceId;
}

/** Workspace → role of a person who was added to it; archived ones too. */
export function workspacesOf({ all }: Frozen<Workspaces>, personId: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { workspaceId, members } of all.values()) {
    const role = members.get(personId);
    if (role !== undefined) found.set(workspaceId, role);
  }
  return found;
}

/** A person, with their roles in the organization. */
interface Entering {
  readonly personId: string;
  readonly roles: readonly Role[];
  /** Whether it counts what somebody was added as (X6). */
  readonly addedCount: boolean;
}

/** The workspaces that somebody may enter, by name, with what they are there. */
export function workspacesEnteredBy({ all }: Frozen<Workspaces>, { personId, roles, addedCount }: Entering) {
  return [...all.values()]
    .flatMap(({ workspaceId, name, archived, members }) => {
      const there = roleThere(roles, (addedCount && members.get(personId)) || null);
      return there ? [{ workspaceId, name, archived, role: there.role, inherited: there.inheritedFrom !== null }] : [];
    })
    .sort((a, b) => compareNames(a.name, b.name));
}

/** @throws Refused WORKSPACE_NOT_FOUND */
export function mustBeWorkspace({ all }: Frozen<Workspaces>, workspaceId: string): Frozen<Workspace> {
  const workspace = all.get(workspaceId);
  if (!workspace) throw refused('WORKSPACE_NOT_FOUND');
  return workspace;
}

/** @throws Refused WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED */
export function mustBeActive(workspaces: Frozen<Workspaces>, workspaceId: string): Frozen<Workspace> {
  const workspace = mustBeWorkspace(workspaces, workspaceId);
  if (workspace.archived) throw refused('WORKSPACE_ARCHIVED');
  return workspace;
}

/** D22: at every instant there is one that is not archived. @throws Refused LAST_WORKSPACE */
export function mustNotBeLast(workspaces: Frozen<Workspaces>, workspace: Frozen<Workspace>): void {
  if (activeWorkspaces(workspaces).every(({ workspaceId }) => workspaceId === workspace.workspaceId))
    throw refused('LAST_WORKSPACE');
}

/**
 * No two that are not archived are called the same.
 * @param except the one that is about to be called so
 * @throws Refused WORKSPACE_NAME_TAKEN
 */
export function nameMustBeFree(workspaces: Frozen<Workspaces>, name: string, except?: string): void {
  const asked = comparableName(name);
  for (const other of activeWorkspaces(workspaces))
    if (other.workspaceId !== except && comparableName(other.name) === asked) throw refused('WORKSPACE_NAME_TAKEN');
}

/** Whether one more may be added. */
export const hasRoom = ({ members, memberLimit }: Frozen<Workspace>): boolean =>
  memberLimit === null || members.size < memberLimit;

/** @throws Refused WORKSPACE_MEMBER_LIMIT_REACHED when nobody more may be added */
export function mustHaveRoomFor(workspace: Frozen<Workspace>): void {
  if (!hasRoom(workspace)) throw refused('WORKSPACE_MEMBER_LIMIT_REACHED', { limit: workspace.memberLimit });
}
