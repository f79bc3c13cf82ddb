import {
  granted,
  isSystemRole,
  peoplesPermissions,
  permissionsOf,
  reachesAsFar,
  refused,
  workspacePermissionsOf,
  type Grants,
  type OwnRoles,
  type Permission,
  type Role,
  type WorkspaceRole,
} from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { exists, inOrder, ownRoles, type RolesHere } from './roles';

/** What a User admin brings people in as (domain.md §5, grantable sets). */
const byUserAdmins: readonly Role[] = ['member', 'external', 'developer'];
/** A role with any of these is out of a User admin's reach, whatever else they hold. */
const guarded = /^(?:org\.|org:(?!read)|roles\.|security:|billing|api_keys:)/;
/** Without one of these nobody hands anything out. */
const handsOut: readonly Permission[] = ['members.roles:change', 'invitations:manage', 'join_requests:decide'];

/**
 * I-3, S15: whether somebody with the roles `granter` may grant this role and take it away. The only place that says so:
 * invitations, roles of members and of workspaces, keys and transfers ask it. An Owner grants all, an Admin all but
 * Owner and what only an Owner may do, a User admin who belongs to no management; whoever hands out by a role of the
 * organization's own gives nothing that they do not hold.
 */
export function canGrant(here: Frozen<RolesHere>, granter: readonly Role[], role: Role): boolean {
  if (granter.includes('owner')) return true;
  if (role === 'owner' || !exists(here, role)) return false;
  const own = ownRoles(here);
  const asked = permissionsOf(role, own);
  if (granter.includes('admin') && (isSystemRole(role) || isWithin(asked, granted(['admin'], own)))) return true;
  if (granter.includes('user_admin') && (byUserAdmins.includes(role) || isHarmless(role, asked, own))) return true;
  const held = granted(
    granter.filter((name) => !isSystemRole(name)),
    own,
  );
  return handsOut.some((name) => held.has(name)) && isWithin(asked, held);
}

const isWithin = (asked: readonly Permission[], held: Grants): boolean => asked.every((name) => held.has(name));

function isHarmless(role: Role, asked: readonly Permission[], own: OwnRoles): boolean {
  const held = granted(['user_admin', ...byUserAdmins], own);
  return !isSystemRole(role) && isWithin(asked, held) && !asked.some((name) => guarded.test(name));
}

/** Whether every one of `asked` is in the granter's reach. */
export function canGrantAll(here: Frozen<RolesHere>, granter: readonly Role[], asked: readonly Role[]): boolean {
  return asked.every((role) => canGrant(here, granter, role));
}

/**
 * I-3: nobody hands out or takes away what they may not grant, and Owner only comes from an Owner.
 * @throws Refused ONLY_OWNER_MAY_GRANT_OWNER, ROLE_NOT_GRANTABLE with the roles that are out of reach
 */
export function mustGrant(here: Frozen<RolesHere>, granter: readonly Role[], asked: readonly Role[]): void {
  const beyond = inOrder(asked).filter((role) => !canGrant(here, granter, role));
  if (beyond.includes('owner')) throw refused('ONLY_OWNER_MAY_GRANT_OWNER');
  if (beyond.length > 0) throw refused('ROLE_NOT_GRANTABLE', { roles: beyond });
}

/** W1: owning is handed over by owners only. @throws Refused ONLY_OWNER_MAY_GRANT_OWNER */
export function mustGrantOwner(here: Frozen<RolesHere>, granter: readonly Role[]): void {
  if (!canGrant(here, granter, 'owner')) throw refused('ONLY_OWNER_MAY_GRANT_OWNER');
}

/**
 * B8: nobody makes a role that allows more than they may themselves.
 * @throws Refused PERMISSION_ESCALATION with the permissions that they lack
 */
export function mustHold(here: Frozen<RolesHere>, held: readonly Role[], asked: readonly Permission[]): void {
  const own = granted(held, ownRoles(here));
  const beyond = peoplesPermissions.filter((name) => asked.includes(name) && !own.has(name));
  if (beyond.length > 0) throw refused('PERMISSION_ESCALATION', { permissions: beyond });
}

/** Every role that somebody with `granter` may give to others, in the order in which they are offered. */
export function grantable(here: Frozen<RolesHere>, granter: readonly Role[], all: readonly Role[]): readonly Role[] {
  return all.filter((role) => exists(here, role) && canGrant(here, granter, role));
}

/** Who says what somebody is in a workspace: by roles of the organization, and by what they are there themselves. */
export interface WorkspaceGranter {
  readonly roles: readonly Role[];
  readonly here?: string;
}

const SAYS_WHO: Permission = 'workspaces.members:assign';
/** By these anybody may be anything in a workspace (domain.md §5). */
const assignsAll: readonly Role[] = ['owner', 'admin', 'user_admin'];
/** What somebody may be in a workspace who belongs to somebody else, the most first (domain.md §5.1). */
export const forExternals: readonly WorkspaceRole[] = ['builder', 'operator', 'viewer'];

/** The same of a workspace: Owners, Admins and User admins grant all; everybody else at most what they hold there. */
export function canGrantIn(known: Frozen<RolesHere>, { roles: held, here }: WorkspaceGranter, role: string): boolean {
  if (held.some((name) => assignsAll.includes(name))) return true;
  const everywhere = granted(held, ownRoles(known));
  if (everywhere.has(SAYS_WHO) && workspacePermissionsOf(role).every((name) => everywhere.has(name))) return true;
  return here !== undefined && workspacePermissionsOf(here).includes(SAYS_WHO) && reachesAsFar(here, role);
}

/** Whether who is that in each of the workspaces may bring externals into all of them, where a policy says so. */
export const canBringInto = (
  { policies }: Frozen<RolesHere>,
  heres: readonly (string | undefined)[],
  asked: readonly Role[],
) =>
  policies.inForce.workspaceOwnersMayInvite &&
  heres.length > 0 &&
  heres.every((here) => here === 'owner') &&
  asked.every((role) => role === 'external');

/** Whether somebody with these roles in the organization may be anything in a workspace. */
export const suitsAll = (to: readonly Role[]): boolean => to.some((name) => name !== 'external');

/** Whether somebody with these roles in the organization may be that in a workspace. */
export const suits = (to: readonly Role[], role: string): boolean =>
  suitsAll(to) || forExternals.some((each) => each === role);

/** Whom something is said of in a workspace: what it takes from them, and what it gives. */
export interface Assigned {
  readonly to: readonly Role[];
  readonly takes?: string | undefined;
  readonly gives?: string | undefined;
}
type Given = Pick<Assigned, 'to'> & { readonly gives: string };

/** Whether a role in a workspace can be given to somebody with these roles in the organization. */
export const canGive = (here: Frozen<RolesHere>, granter: WorkspaceGranter, { to, gives }: Given): boolean =>
  canGrantIn(here, granter, gives) && suits(to, gives);

/**
 * What somebody became before they belonged to somebody else can still be taken from them.
 * @throws Refused ROLE_NOT_GRANTABLE with the roles that are out of reach, or not for who belongs to somebody else
 */
export function mustGrantIn(here: Frozen<RolesHere>, granter: WorkspaceGranter, { to, takes, gives }: Assigned): void {
  const beyond = [
    ...(takes === undefined || canGrantIn(here, granter, takes) ? [] : [takes]),
    ...(gives === undefined || canGive(here, granter, { to, gives }) ? [] : [gives]),
  ];
  if (beyond.length > 0) throw refused('ROLE_NOT_GRANTABLE', { roles: beyond });
}
