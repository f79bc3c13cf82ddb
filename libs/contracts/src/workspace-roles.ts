import { z } from 'zod';
import type { Permission } from './permissions';
import { isSystemRole, type Role, type SystemRole } from './roles';
import { meaningOf, word } from './words';

interface WorkspaceRoleDefinition {
  readonly name: string;
  readonly meaning: string;
  readonly permissions: readonly Permission[];
}

const views: readonly Permission[] = [
  'workspaces:list_all',
  'bots:read',
  'runs:read',
  'triggers:read',
  'knowledge:read',
];
const operates: readonly Permission[] = [...views, 'runs:start'];
const builds: readonly Permission[] = [
  ...operates,
  'bots:create',
  'runs.payload:read',
  'triggers:create',
  'knowledge:manage',
];
const manages: readonly Permission[] = [
  ...builds,
  'bots:toggle',
  'bots:lock',
  'bots:retire',
  'bots:share',
  'bots:emergency_stop',
  'triggers:toggle',
  'runs:control',
  'runs:bulk',
  'runs:export',
  'workspaces:edit',
  'members:read',
  'workspaces.members:assign',
];

/**
 * What somebody may do in one workspace (domain.md §5.1), by the same names as everywhere: each role allows what the one
 * after it allows, and more. In the order in which they are offered.
 */
export const workspaceRoles = {
  owner: {
    name: 'Workspace owner',
    meaning: 'Does everything here, and archives it.',
    permissions: [...manages, 'workspaces:archive'],
  },
  manager: { name: 'Manager', meaning: 'Looks after people, bots and settings.', permissions: manages },
  builder: { name: 'Builder', meaning: 'Registers bots and starts their runs.', permissions: builds },
  operator: { name: 'Operator', meaning: 'Starts runs.', permissions: operates },
  viewer: { name: 'Viewer', meaning: 'Sees bots and runs, changes nothing.', permissions: views },
} as const satisfies Record<string, WorkspaceRoleDefinition>;

export type WorkspaceRole = keyof typeof workspaceRoles;
/** As it is asked for. */
export const workspaceRole = z.enum(Object.keys(workspaceRoles) as [WorkspaceRole, ...WorkspaceRole[]]);
/** As it is stored and answered: a newer release may know others, which allow nothing here. */
export const storedWorkspaceRole = word<string>(workspaceRole.options);

const definitionOf = (role: string): WorkspaceRoleDefinition | undefined =>
  meaningOf<WorkspaceRoleDefinition>(workspaceRoles, role);

/** What a role allows in its workspace; nothing where this release does not know it. */
export const workspacePermissionsOf = (role: string): readonly Permission[] => definitionOf(role)?.permissions ?? [];

/** What people read for it. */
export const workspaceRoleName = (role: string): string => definitionOf(role)?.name ?? role.replaceAll('_', ' ');

/** Whether it allows everything that the other one does; nobody reaches one that this release does not know. */
export const reachesAsFar = (role: string, other: string): boolean =>
  definitionOf(other) !== undefined &&
  workspacePermissionsOf(other).every((name) => workspacePermissionsOf(role).includes(name));

const inherited: Readonly<Partial<Record<SystemRole, WorkspaceRole>>> = {
  owner: 'owner',
  admin: 'owner',
  auditor: 'viewer',
};

/** Roles of the organization that lead into every workspace, and those of them that own it there. */
export const rolesInEveryWorkspace: readonly Role[] = Object.keys(inherited);
export const rolesOwningEveryWorkspace: readonly Role[] = Object.entries(inherited)
  .filter(([, role]) => role === 'owner')
  .map(([name]) => name);

/**
 * What a role of the organization is in every workspace, with the role that it comes from; undefined for one that is
 * nothing there by itself.
 */
function inheritedRole(roles: readonly Role[]): { readonly role: WorkspaceRole; readonly from: Role } | undefined {
  for (const from of Object.keys(inherited).filter((name) => roles.includes(name))) {
    const role = isSystemRole(from) ? inherited[from] : undefined;
    if (role !== undefined) return { role, from };
  }
  return undefined;
}

/** What somebody is in a workspace. */
export interface RoleThere {
  readonly role: string;
  /** The role of the organization that makes them so; null where they were added. */
  readonly inheritedFrom: Role | null;
}

/** The more of what their roles in the organization make somebody and what they were added as; undefined for neither. */
export function roleThere(roles: readonly Role[], added: string | null): RoleThere | undefined {
  const inherited = inheritedRole(roles);
  if (inherited && (added === null || inherited.role === 'owner'))
    return { role: inherited.role, inheritedFrom: inherited.from };
  return added === null ? undefined : { role: added, inheritedFrom: null };
}

/** Whether a role of the organization makes somebody an owner of every workspace: they are never added to one. */
export const ownsEveryWorkspace = (roles: readonly Role[]): boolean => inheritedRole(roles)?.role === 'owner';
