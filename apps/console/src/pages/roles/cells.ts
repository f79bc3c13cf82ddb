import {
  isSystemRole,
  type Permission,
  type Role,
  type SystemRole,
  workspacePermissionsOf,
  type WorkspaceRole,
  workspaceRole,
} from '@annals/contracts';
import type { AnyRole } from '../../components/use-roles';

/** What a role allows of something: all of it, part by a rule, where people were added, to read it, or nothing. */
export type Cell = { readonly is: 'all' | 'own' | 'reads' | 'none' } | { readonly is: 'partly'; readonly rule: string };

/** Who does these does them to people and their roles, of whom some are out of reach (I-3, domain.md §5). */
const reaching: readonly Permission[] = [
  'invitations:manage',
  'members.roles:change',
  'members:suspend',
  'members:remove',
  'join_requests:decide',
];

const reach = (role: Role): string => {
  if (role === 'admin') return 'All but Owners, and roles that allow what only an Owner may';
  if (role === 'user_admin') return 'Members, Externals, Developers, and roles that manage nothing';
  return 'Only roles that allow nothing beyond what this one does';
};

/** What somebody is added to workspaces as, by what they are in the organization. */
const added: Partial<Record<SystemRole, readonly WorkspaceRole[]>> = {
  member: workspaceRole.options,
  developer: workspaceRole.options,
  external: ['builder', 'operator', 'viewer'],
};

const isGivenThere = (role: Role, permission: Permission): boolean =>
  isSystemRole(role) && (added[role] ?? []).some((each) => workspacePermissionsOf(each).includes(permission));

/** The permission by which what this one changes is read. */
const reading = (permission: Permission): string => permission.replace(/:(?:write|manage)$/, ':read');

/** What the matrix shows where a permission and a role meet. */
export function cellOf({ role, permissions }: Pick<AnyRole, 'role' | 'permissions'>, permission: Permission): Cell {
  if (permissions.includes(permission))
    return role !== 'owner' && reaching.includes(permission) ? { is: 'partly', rule: reach(role) } : { is: 'all' };
  if (isGivenThere(role, permission)) return { is: 'own' };
  return { is: permissions.includes(reading(permission)) ? 'reads' : 'none' };
}

/** The same in a word, for a file. */
export const cellWords: Readonly<Record<Cell['is'], string>> = {
  all: 'yes',
  partly: 'partly',
  own: 'own',
  reads: 'reads',
  none: 'no',
};
