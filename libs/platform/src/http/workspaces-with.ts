import { workspacePermissionsOf, type Permission } from '@annals/contracts';
import type { WorkspaceScope } from '@annals/views';
import type { Membership } from '../ports';
import type { Allowed } from './allowed';

/**
 * The workspaces in which somebody holds a permission: all, where a role of the organization gives it; otherwise those
 * in which they are something that allows it (A6, X6).
 */
export function workspacesWith(
  { permissions, workspaces = new Map() }: Pick<Allowed, 'permissions'> & Partial<Pick<Allowed, 'workspaces'>>,
  permission: Permission,
): WorkspaceScope {
  if (permissions.has(permission)) return 'all';
  return new Set([...workspaces].filter(([, here]) => here.permissions.has(permission)).map(([id]) => id));
}

/** Whether a member holds a permission in a workspace, by a role of the organization or by what they are there. */
export const mayThere = (
  { granted, workspaces }: Pick<Membership, 'granted' | 'workspaces'>,
  permission: Permission,
  workspaceId: string,
): boolean => granted.has(permission) || workspacePermissionsOf(workspaces.get(workspaceId) ?? '').includes(permission);
